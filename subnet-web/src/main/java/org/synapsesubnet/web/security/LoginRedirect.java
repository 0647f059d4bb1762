package org.synapsesubnet.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The way to the login page and back.
 *
 * @param location of the login page, with the page to come back to
 * @param partial whether a Faces page asked by script, which obeys another answer than a redirect
 */
record LoginRedirect(String location, boolean partial) {
    static final String LOGIN_PAGE = "/login.xhtml";
    static final String HOME = "/console/";

    static LoginRedirect of(HttpServletRequest request) {
        boolean partial = "partial/ajax".equals(request.getHeader("Faces-Request"));
        String page = request.getRequestURI();
        if (request.getQueryString() != null) {
            page += "?" + request.getQueryString();
        }
        String login = request.getContextPath() + LOGIN_PAGE;
        boolean comesBack = request.getMethod().equals("GET") && isOurs(page);
        return new LoginRedirect(
                comesBack ? login + "?from=" + URLEncoder.encode(page, StandardCharsets.UTF_8) : login, partial);
    }

    /** Where to go after a login: what was asked for, if that is a page of this application, else the console. */
    static String after(@Nullable String from) {
        return from != null && isOurs(from) ? from : HOME;
    }

    void send(HttpServletResponse response) throws IOException {
        if (!partial) {
            response.sendRedirect(location);
            return;
        }
        response.setContentType("text/xml");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"")
                .append(location.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"))
                .append("\"/></partial-response>")
                .flush();
    }

    /** A path of this site and nothing that a browser takes for another host. */
    private static boolean isOurs(String page) {
        return page.startsWith("/console")
                && page.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))
                && !page.contains("//");
    }
}
