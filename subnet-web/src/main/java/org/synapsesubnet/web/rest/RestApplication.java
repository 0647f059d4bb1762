package org.synapsesubnet.web.rest;

import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.web.problem.JsonRecords;
import org.synapsesubnet.web.problem.ProblemMapper;
import org.synapsesubnet.web.security.PermissionFilter;

/** A REST application: its resources, and what all of them share. */
public abstract class RestApplication extends Application {
    private final Set<Class<?>> resources;

    protected RestApplication(Set<Class<?>> resources) {
        this.resources = Set.copyOf(resources);
    }

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(resources);
        classes.addAll(Set.of(JsonRecords.class, ProblemMapper.class, PermissionFilter.class));
        return classes;
    }

    /** Jersey would describe the application as WADL to anybody. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
