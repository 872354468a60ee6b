package io.vouchsafe.it.probe;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every method through which another module may call an EJB of the product, and a way to call each
 * as whoever asks. {@code GET /api/probe/faces} lists {@code <number> <Face>.<method> <who may>};
 * {@code GET /api/probe/faces/<number>} calls it with nothing in its hands and says whether the
 * container let it in.
 */
@WebServlet("/api/probe/faces/*")
public class FaceProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PRODUCT = "io.vouchsafe.";
    private static final String OURS = "io.vouchsafe.it.";

    @Inject private transient BeanManager beans;

    private record Door(Bean<?> bean, Class<?> face, Method method) {
        String name() {
            String parameters =
                    Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(","));
            return face.getSimpleName() + "." + method.getName() + "(" + parameters + ")";
        }

        /** Roles by comma; {@code *} for everybody, {@code -} for nobody, {@code ?} unsaid. */
        String whoMay() {
            Class<?> type = bean.getBeanClass();
            try {
                Method real = type.getMethod(method.getName(), method.getParameterTypes());
                if (real.isAnnotationPresent(RolesAllowed.class)) {
                    return roles(real.getAnnotation(RolesAllowed.class));
                }
                if (real.isAnnotationPresent(PermitAll.class)) {
                    return "*";
                }
                if (real.isAnnotationPresent(DenyAll.class)) {
                    return "-";
                }
            } catch (NoSuchMethodException notPublic) {
                return "?";
            }
            if (type.isAnnotationPresent(RolesAllowed.class)) {
                return roles(type.getAnnotation(RolesAllowed.class));
            }
            return type.isAnnotationPresent(PermitAll.class) ? "*" : "?";
        }

        private static String roles(RolesAllowed allowed) {
            return String.join(",", allowed.value());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/plain");
        List<Door> doors = doors();
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            for (int i = 0; i < doors.size(); i++) {
                Door door = doors.get(i);
                response.getWriter().print(i + " " + door.name() + " " + door.whoMay() + "\n");
            }
        } else {
            response.getWriter().print(call(doors.get(Integer.parseInt(path.substring(1)))));
        }
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            boolean ejb =
                    type.isAnnotationPresent(Stateless.class)
                            || type.isAnnotationPresent(Singleton.class);
            if (ejb && type.getName().startsWith(PRODUCT) && !type.getName().startsWith(OURS)) {
                doors.addAll(doors(bean));
            }
        }
        doors.sort(java.util.Comparator.comparing(Door::name));
        return doors;
    }

    private static List<Door> doors(Bean<?> bean) {
        List<Door> doors = new ArrayList<>();
        for (Type type : bean.getTypes()) {
            if (type instanceof Class<?> face && face.getName().startsWith(PRODUCT)) {
                for (Method method : face.getMethods()) {
                    if (method.getDeclaringClass() != Object.class
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isBridge()) {
                        doors.add(new Door(bean, face, method));
                    }
                }
            }
        }
        return doors;
    }

    private String call(Door door) {
        Object face =
                beans.getReference(
                        door.bean(), door.face(), beans.createCreationalContext(door.bean()));
        Object[] nothing =
                Arrays.stream(door.method().getParameterTypes()).map(FaceProbe::nothing).toArray();
        try {
            door.method().invoke(face, nothing);
        } catch (InvocationTargetException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof EJBAccessException) {
                    return "denied";
                }
            }
        } catch (IllegalAccessException cause) {
            throw new IllegalStateException(cause);
        }
        return "let in";
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        if (type == boolean.class) {
            return false;
        }
        return type == long.class ? (Object) 0L : (Object) 0;
    }
}
