package io.tributary.runtime;

import io.tributary.cast.CastFunction;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.BeanModelHelper;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The {@code beans:} of a home's route files as casts, by their names: a {@link CastFunction}, a {@link Function}, or an object with
 * one public method of one argument. A bean is made when it is first needed, and apart from the routes' own: others, such as the
 * connection pool of an agent, are not touched.
 */
final class BeanCasts {

    private final CamelCasts camel;

    BeanCasts(CamelCasts camel) {
        this.camel = camel;
    }

    Map<String, CastFunction> of(Iterable<Path> files) {
        Map<String, CastFunction> casts = new TreeMap<>();
        for (Path file : files) {
            for (Object item : items(file)) {
                Object beans = item instanceof Map<?, ?> map ? map.get("beans") : null;
                if (beans instanceof List<?> list) {
                    list.forEach(bean -> add(casts, bean));
                }
            }
        }
        return casts;
    }

    private void add(Map<String, CastFunction> casts, @Nullable Object bean) {
        if (bean instanceof Map<?, ?> map && map.get("name") instanceof String name) {
            casts.put(name, new Late(() -> function(name, make(map))));
        }
    }

    /** What is wrong in a file is said by those who read its routes. */
    private static List<?> items(Path file) {
        try {
            String text = Files.readString(file);
            if (!text.contains("beans:")) {
                return List.of();
            }
            Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
            return root instanceof List<?> list ? list : List.of();
        } catch (IOException | YamlEngineException e) {
            return List.of();
        }
    }

    private Object make(Map<?, ?> bean) {
        BeanFactoryDefinition<Object> definition = new BeanFactoryDefinition<>();
        definition.setName(text(bean, "name"));
        definition.setType(text(bean, "type"));
        definition.setScript(text(bean, "script"));
        definition.setScriptLanguage(text(bean, "scriptLanguage"));
        definition.setFactoryMethod(text(bean, "factoryMethod"));
        definition.setFactoryBean(text(bean, "factoryBean"));
        definition.setInitMethod(text(bean, "initMethod"));
        definition.setBuilderClass(text(bean, "builderClass"));
        definition.setBuilderMethod(text(bean, "builderMethod"));
        Map<String, Object> properties = new HashMap<>();
        if (bean.get("properties") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), value));
            definition.setProperties(properties);
        }
        if (bean.get("constructors") instanceof Map<?, ?> given) {
            Map<Integer, Object> arguments = new TreeMap<>();
            given.forEach((index, value) -> arguments.put(Integer.valueOf(String.valueOf(index)), value));
            definition.setConstructors(arguments);
        }
        try {
            return BeanModelHelper.newInstance(definition, camel.context());
        } catch (Exception e) {
            throw new IllegalStateException("the bean " + text(bean, "name") + " cannot be made: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // Camel's setters take null for what is not said.
    private static String text(Map<?, ?> bean, String key) {
        Object value = bean.get(key);
        return value == null ? null : String.valueOf(value).replaceFirst("^#class:", "");
    }

    @SuppressWarnings("unchecked") // A function that cannot take the value fails with it, as any cast may.
    private static CastFunction function(String name, Object bean) {
        if (bean instanceof CastFunction function) {
            return function;
        }
        if (bean instanceof Function<?, ?> function) {
            return ((Function<Object, Object>) function)::apply;
        }
        List<Method> methods = Arrays.stream(bean.getClass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 1)
                .toList();
        if (methods.size() != 1) {
            throw new IllegalStateException(
                    "the bean " + name + " is no cast: " + bean.getClass().getName()
                            + " implements neither CastFunction nor Function, and has " + methods.size()
                            + " public methods of one argument");
        }
        return value -> invoke(methods.get(0), bean, value);
    }

    private static Object invoke(Method method, Object bean, Object value) {
        Object argument = method.getParameterTypes()[0] == String.class ? value.toString() : value;
        try {
            return method.invoke(bean, argument);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new IllegalStateException(method + " cannot be called: " + e.getMessage(), e);
        }
    }

    /** A cast that is made when it is first called. */
    private static final class Late implements CastFunction {

        private final java.util.function.Supplier<CastFunction> maker;
        private volatile @Nullable CastFunction made;

        Late(java.util.function.Supplier<CastFunction> maker) {
            this.maker = maker;
        }

        @Override
        public Object cast(Object value) {
            CastFunction function = made;
            if (function == null) {
                function = maker.get();
                made = function; // Two threads may make two: either is as good.
            }
            return function.cast(value);
        }
    }
}
