package org.ar1.integration.testkit;

import org.ar1.integration.testkit.Campus.Allocation;
import org.ar1.integration.testkit.Campus.Lab;
import org.ar1.integration.testkit.Campus.Server;

/** What Resource Allocation answers. */
final class ResourceAllocation {

    private final Rendered rendered;
    private final Zones zones;

    ResourceAllocation(Rendered rendered, Zones zones) {
        this.rendered = rendered;
        this.zones = zones;
    }

    Response answer(Request request) {
        return switch (Express.path(request)) {
            case "/servers" -> Express.rows(rendered, "servers", this::servers);
            case "/labs" -> Express.rows(rendered, "resource-labs", ResourceAllocation::labs);
            case "/allocations" -> Express.rows(rendered, "allocations", ResourceAllocation::allocations);
            default -> Dialect.EXPRESS.notFound(request);
        };
    }

    private Json.Writer servers(Moment moment) {
        return json -> {
            for (Server server : moment.campus().servers()) {
                ServerUsage usage = moment.stated(server);
                json.writeStartObject();
                json.writeNumberField("id", server.id());
                json.writeStringField("ip_address", server.ipAddress());
                Json.script(json, "cpu_usage", usage.cpu());
                Json.script(json, "memory_usage", usage.memory());
                Json.script(json, "disk_usage", usage.disk());
                Json.script(json, "max_cpu", server.maxCpu());
                Json.script(json, "max_memory", server.maxMemory());
                Json.script(json, "max_disk", server.maxDisk());
                json.writeStringField("last_checked", Express.timestamp(zones.read(moment.lastChecked(server))));
                json.writeEndObject();
            }
        };
    }

    private static Json.Writer allocations(Moment moment) {
        return json -> {
            for (Allocation allocation : moment.campus().allocations()) {
                json.writeStartObject();
                json.writeNumberField("id", allocation.id());
                json.writeStringField("lab_name", allocation.labName());
                json.writeNumberField("server_id", allocation.serverId());
                json.writeEndObject();
            }
        };
    }

    /** What a lab is estimated to need grows with its users; nobody estimated those of which there are none. */
    private static Json.Writer labs(Moment moment) {
        return json -> {
            for (Lab lab : moment.campus().labs()) {
                Integer users = lab.estimatedUsers();
                Double estimate = users == null ? null : users.doubleValue();
                json.writeStartObject();
                json.writeNumberField("id", lab.id());
                json.writeStringField("name", lab.name());
                json.writeStringField("status", lab.deleted() ? "deleted" : "active");
                Json.script(json, "estimated_users", estimate);
                Json.script(json, "estimated_cpu", estimate == null ? null : estimate / 2);
                Json.script(json, "estimated_memory", estimate);
                Json.script(json, "estimated_disk", estimate == null ? null : estimate * 4);
                json.writeEndObject();
            }
        };
    }
}
