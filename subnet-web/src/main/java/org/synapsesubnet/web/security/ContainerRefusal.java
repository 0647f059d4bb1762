package org.synapsesubnet.web.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers where the container itself refuses, in the face's own shape; its own page would tell the server's name and
 * release, and at times a stack trace.
 */
@WebServlet("/refused")
public class ContainerRefusal extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
                ? original
                : request.getRequestURI();
        Face.at(firstSegment(uri)).refused(uri, status).send(response);
    }

    private static String firstSegment(String uri) {
        int end = uri.indexOf('/', 1);
        return end < 0 ? uri : uri.substring(0, end);
    }
}
