# One image for every role; the role is an argument (--roles) or TRIBUTARY_ROLES.
#   docker build -t registry.example.com/tributary:0.1.0 .
# With what `mvn package` has already made:
#   docker build --build-arg ARTIFACTS=prebuilt -t registry.example.com/tributary:0.1.0 .
ARG ARTIFACTS=maven

FROM maven:3.9-eclipse-temurin-17 AS maven
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
# Dependencies change less often than sources: a layer of their own.
RUN mvn -B -q dependency:resolve dependency:resolve-plugins
COPY agents agents
COPY routes routes
COPY transformers transformers
COPY src src
RUN mvn -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre-noble AS prebuilt
WORKDIR /build
COPY target/lib target/lib
COPY target/tributary.jar target/tributary.jar

# Without the embedded servers and the demo's systems of record.
FROM ${ARTIFACTS} AS production
WORKDIR /build
COPY deploy/image/demo-only-jars.txt ./
RUN grep -v '^#' demo-only-jars.txt | while read -r pattern; do rm -f target/lib/$pattern; done

FROM eclipse-temurin:17-jre-noble
LABEL org.opencontainers.image.title="Tributary" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 tributary \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /opt/tributary --shell /usr/sbin/nologin tributary \
 && install -d -o 10001 -g 10001 /opt/tributary /opt/tributary/home /opt/tributary/files
WORKDIR /opt/tributary
# The libraries first: a new version of Tributary is one small layer.
COPY --from=production /build/target/lib lib
COPY --from=production /build/target/tributary.jar tributary.jar
# What a start loads and links, kept for the next (class data sharing): half the time and half the CPU. It starts with nothing
# to do, and servers that are not there. The path of the jar has to be that of the entry point.
RUN mkdir /tmp/nothing \
 && { TRIBUTARY_MONGODB_URI=mongodb://127.0.0.1:1 TRIBUTARY_SQS_ENDPOINT=http://127.0.0.1:1 timeout -s TERM 15 \
      java -XX:+UseParallelGC -XX:ArchiveClassesAtExit=/opt/tributary/tributary.jsa -Xlog:cds=error -Xlog:cds+dynamic=error -jar /opt/tributary/tributary.jar run --home /tmp/nothing; true; } \
 && test -s tributary.jsa \
 && rm -rf /tmp/nothing
# Where the settings are: the home, then what Camel K writes (camel.properties, mount.configs). None of them has to exist.
ENV CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION="file:/opt/tributary/home/application.properties;optional=true,file:/etc/camel/conf.d/user.properties;optional=true,file:/etc/camel/conf.d/_configmaps/tributary-properties/application.properties;optional=true"
ENV JAVA_TOOL_OPTIONS="-XX:+UseParallelGC -XX:SharedArchiveFile=/opt/tributary/tributary.jsa -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8"
USER 10001:10001
EXPOSE 8080
# Java is process 1 and gets the SIGTERM itself.
ENTRYPOINT ["java", "-jar", "/opt/tributary/tributary.jar"]
CMD ["run", "--home", "/opt/tributary/home"]
