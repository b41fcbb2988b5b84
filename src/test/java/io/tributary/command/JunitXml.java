package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;

/** The form of JUnit XML that Jenkins reads and that its published schema describes, as far as a report of ours can use it. */
final class JunitXml {

    private static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
              <xs:attributeGroup name="counts">
                <xs:attribute name="name" type="xs:string" use="required"/>
                <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
                <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
                <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
                <xs:attribute name="time" type="xs:decimal"/>
              </xs:attributeGroup>
              <xs:complexType name="cause"><xs:simpleContent><xs:extension base="xs:string">
                <xs:attribute name="message" type="xs:string"/>
                <xs:attribute name="type" type="xs:string"/>
              </xs:extension></xs:simpleContent></xs:complexType>
              <xs:element name="testsuites"><xs:complexType>
                <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
                <xs:attributeGroup ref="counts"/>
              </xs:complexType></xs:element>
              <xs:element name="testsuite"><xs:complexType>
                <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
                <xs:attributeGroup ref="counts"/>
                <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
              </xs:complexType></xs:element>
              <xs:element name="testcase"><xs:complexType>
                <xs:choice minOccurs="0">
                  <xs:element name="failure" type="cause"/>
                  <xs:element name="error" type="cause"/>
                </xs:choice>
                <xs:attribute name="name" type="xs:string" use="required"/>
                <xs:attribute name="classname" type="xs:string" use="required"/>
                <xs:attribute name="file" type="xs:string"/>
                <xs:attribute name="line" type="xs:positiveInteger"/>
                <xs:attribute name="time" type="xs:decimal"/>
              </xs:complexType></xs:element>
            </xs:schema>
            """;

    private JunitXml() {}

    static void check(Document xml) throws Exception {
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("testsuites");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(SCHEMA)))
                .newValidator()
                .validate(new DOMSource(xml));
    }
}
