package banyan.probe;

import banyan.core.BoardModule;
import banyan.core.posts.Posts;
import banyan.core.store.Database;
import banyan.core.web.json.Json;
import java.lang.invoke.MethodHandles;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Attempts to access internals of {@code banyan.posts}, and public data for comparison. */
record Attempts(Supplier<Posts> port) {
    private static final String STORE = "banyan.posts.PostStore";

    Object make(String attempt) throws Exception {
        return switch (attempt) {
            case "own-class" -> Class.forName("banyan.probe.Attempts");
            case "class-by-own-loader" -> Class.forName(STORE);
            case "class-by-context-loader" -> by(Thread.currentThread().getContextClassLoader());
            case "class-by-loader-of-core" -> by(Posts.class.getClassLoader());
            case "class-by-system-loader" -> by(ClassLoader.getSystemClassLoader());
            case "module-of-own-layer" -> layer().findModule("banyan.posts").orElseThrow();
            case "module-of-layer-below" -> layer().parents().get(0).findModule("banyan.posts").orElseThrow();
            case "providers-of-own-layer" -> providers(ServiceLoader.load(layer(), BoardModule.class));
            case "providers-of-context-loader" -> providers(ServiceLoader.load(BoardModule.class));
            default -> throughPort(attempt, port.get());
        };
    }

    private static Object throughPort(String attempt, Posts posts) throws Exception {
        var type = posts.getClass();
        var constructor = type.getDeclaredConstructors()[0];
        var field = type.getDeclaredField("store");
        return switch (attempt) {
            case "port" -> posts.find(1).orElseThrow().text();
            case "port-by-reflection" -> Posts.class.getMethod("find", long.class).invoke(posts, 1L);
            case "constructor-of-port" -> constructor.newInstance((Object) null);
            case "constructor-of-port-opened" -> opened(() -> constructor.setAccessible(true), constructor);
            case "accessor-of-port" -> type.getDeclaredMethod("store").invoke(posts);
            case "accessor-of-port-opened" -> {
                var accessor = type.getDeclaredMethod("store");
                yield opened(() -> accessor.setAccessible(true), accessor);
            }
            case "field-of-port" -> field.get(posts);
            case "field-of-port-opened" -> opened(() -> field.setAccessible(true), field);
            case "component-of-port" -> type.getRecordComponents()[0].getAccessor().invoke(posts);
            case "port-as-json" -> Json.MAPPER.writeValueAsString(posts);
            case "lookup-in-port" -> MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            case "module-of-port-opened" -> type.getModule().addOpens("banyan.posts", Attempts.class.getModule());
            case "module-of-port-exported" -> type.getModule().addExports("banyan.posts", Attempts.class.getModule());
            case "store-by-loader-of-port" ->
                Class.forName(STORE, true, type.getClassLoader())
                        .getDeclaredConstructor(Database.class)
                        .newInstance((Object) null);
            case "entrance-by-loader-of-port" ->
                Class.forName("banyan.posts.PostsModule", true, type.getClassLoader())
                        .getDeclaredConstructor()
                        .newInstance();
            default -> throw new IllegalArgumentException(attempt);
        };
    }

    private static Class<?> by(ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(STORE, true, loader);
    }

    private static Object opened(Runnable opening, Object member) {
        opening.run();
        return member;
    }

    private static Object providers(ServiceLoader<BoardModule> providers) {
        return providers.stream().map(provider -> provider.type().getName()).toList();
    }

    private static ModuleLayer layer() {
        return Attempts.class.getModule().getLayer();
    }
}
