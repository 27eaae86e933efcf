package org.ar1.integration.jaxrs.openapi;

/** Reports on the sample campus, shortened. */
final class ReportExamples {

    static final String LAB_UTILIZATION = """
            {
              "timestamp": "2026-11-23T08:00:00Z",
              "integration_status": "success",
              "lab_usage": {
                "docker": {
                  "total_events": 1100,
                  "unique_users": 260,
                  "errors": 48,
                  "time_period_days": 30,
                  "detail": {
                    "time_period_days": 7,
                    "unique_users": 61,
                    "total_events": 257,
                    "event_distribution": {"complete": 122, "error": 12, "start": 123},
                    "average_session_time_seconds": 694.759
                  }
                }
              },
              "infrastructure_insights": {
                "popular_labs": [{"lab_type": "docker", "name": "Docker", "sessions": 30, "user_minutes": 25200}],
                "utilization_status": {
                  "docker": {
                    "status": "over-utilized",
                    "avg_users": 20,
                    "estimated_users": 45,
                    "ratio": 1.87,
                    "avg_time": 42,
                    "normalized_usage": 84,
                    "labs": [
                      {
                        "lab_id": 3,
                        "name": "Docker",
                        "status": "over-utilized",
                        "avg_users": 20,
                        "estimated_users": 45,
                        "ratio": 1.87,
                        "avg_time": 42,
                        "normalized_usage": 84
                      }
                    ]
                  }
                }
              },
              "correlation": {
                "application_window_days": 30,
                "infrastructure_window": "all time",
                "pairs": [
                  {
                    "application": "total_events",
                    "infrastructure": "user_minutes",
                    "rho": 0.5851,
                    "p": 0.003359,
                    "n": 23,
                    "reason": null
                  }
                ]
              },
              "disagreements": [],
              "join": {"matched": 1, "unmatched": [], "coverage": 1},
              "sources": [
                {
                  "service": "usage-analytics",
                  "resource": "trends",
                  "outcome": "live",
                  "fetched_at": "2026-11-23T07:59:59.181Z",
                  "data_as_of": null,
                  "age_seconds": 0.819,
                  "attempts": 1,
                  "error": null
                },
                {
                  "service": "usage-analytics",
                  "resource": "usage/lab",
                  "outcome": "live",
                  "fetched_at": "2026-11-23T07:59:59.281Z",
                  "data_as_of": null,
                  "age_seconds": 0.719,
                  "attempts": 1,
                  "error": null,
                  "calls": {"live": 1, "cached": 0, "stale": 0, "failed": 0, "skipped": 0, "failing": [], "failing_more": 0}
                }
              ]
            }
            """;

    static final String LAB_UTILIZATION_FAILED = """
            {
              "timestamp": "2026-11-23T08:00:00Z",
              "integration_status": "failed",
              "lab_usage": {},
              "infrastructure_insights": {"popular_labs": [], "utilization_status": {}},
              "correlation": {
                "application_window_days": null,
                "infrastructure_window": "all time",
                "pairs": [
                  {
                    "application": "total_events",
                    "infrastructure": "user_minutes",
                    "rho": null,
                    "p": null,
                    "n": 0,
                    "reason": "fewer than five pairs"
                  }
                ]
              },
              "disagreements": [],
              "join": {"matched": null, "unmatched": [], "coverage": null},
              "sources": [
                {
                  "service": "usage-analytics",
                  "resource": "trends",
                  "outcome": "failed",
                  "fetched_at": null,
                  "data_as_of": null,
                  "age_seconds": null,
                  "attempts": 1,
                  "error": {"code": "http_status", "message": "Usage Analytics (trends) answered with status 503"}
                },
                {
                  "service": "usage-analytics",
                  "resource": "usage/lab",
                  "outcome": "skipped",
                  "fetched_at": null,
                  "data_as_of": null,
                  "age_seconds": null,
                  "attempts": 0,
                  "error": null,
                  "calls": {"live": 0, "cached": 0, "stale": 0, "failed": 0, "skipped": 1, "failing": [], "failing_more": 0}
                }
              ]
            }
            """;

    static final String SERVER_ALLOCATION = """
            {
              "timestamp": "2026-11-23T08:00:00Z",
              "integration_status": "success",
              "labs": {
                "docker": {
                  "name": "Docker",
                  "performance": {
                    "total_users": 260,
                    "avg_completion_time": 474.8888888888889,
                    "success_rate": 0.93,
                    "common_errors": ["timeout", "permission_denied", "file_not_found"]
                  },
                  "infrastructure": {
                    "server_id": 3,
                    "server_name": "Server-3",
                    "resource_allocation": {"cpu": 52.325, "memory": 115.9, "disk": 330},
                    "peak_times": [{"time": "2026-11-12 20:00:00", "users": 9}],
                    "servers": [
                      {
                        "server_id": 3,
                        "server_name": "Server-3",
                        "resource_allocation": {"cpu": 52.325, "memory": 115.9, "disk": 330},
                        "peak_times": [{"time": "2026-11-12 20:00:00", "users": 9}]
                      }
                    ]
                  }
                }
              },
              "infrastructure": {
                "servers": {
                  "3": {
                    "name": "Server-3",
                    "specs": {"max_cpu": 100, "max_memory": 128, "max_disk": 500},
                    "usage": {"cpu": 52.325, "memory": 115.9, "disk": 330},
                    "utilization": {"cpu": 0.5232, "memory": 0.9055, "disk": 0.66},
                    "headroom": {"cpu": 0.4768, "memory": 0.0945, "disk": 0.34},
                    "binding_resource": "memory",
                    "state": "hot",
                    "reporting": "current",
                    "last_checked": "2026-11-23T07:50:00Z",
                    "history": {
                      "window_weeks": 8,
                      "samples": 8064,
                      "first": "2026-09-28T08:00:00Z",
                      "last": "2026-11-23T07:50:00Z",
                      "future_rows": 0,
                      "cpu": {"latest": 52.325, "mean": 30.5119, "max": 93.2702, "p95": 71.1665},
                      "memory": {"latest": 115.9, "mean": 112.4694, "max": 123.0145, "p95": 118.5135},
                      "disk": {"latest": 330, "mean": 330, "max": 330, "p95": 330}
                    }
                  }
                },
                "allocation_map": {"docker": [3]}
              },
              "join": {"matched": 1, "unmatched": [], "coverage": 1},
              "sources": [
                {
                  "service": "resource-allocation",
                  "resource": "servers",
                  "outcome": "live",
                  "fetched_at": "2026-11-23T07:59:59.181Z",
                  "data_as_of": "2026-11-23T07:40:00Z",
                  "age_seconds": 0.819,
                  "attempts": 1,
                  "error": null
                },
                {
                  "service": "performance",
                  "resource": "peaks",
                  "outcome": "cached",
                  "fetched_at": "2026-11-23T07:59:59.281Z",
                  "data_as_of": null,
                  "age_seconds": 0.719,
                  "attempts": 0,
                  "error": null,
                  "calls": {"live": 0, "cached": 1, "stale": 0, "failed": 0, "skipped": 0, "failing": [], "failing_more": 0}
                }
              ]
            }
            """;

    static final String SERVER_ALLOCATION_FAILED = """
            {
              "timestamp": "2026-11-23T08:00:00Z",
              "integration_status": "failed",
              "labs": {},
              "infrastructure": {"servers": {}, "allocation_map": {}},
              "join": {"matched": null, "unmatched": [], "coverage": null},
              "sources": [
                {
                  "service": "resource-allocation",
                  "resource": "servers",
                  "outcome": "failed",
                  "fetched_at": null,
                  "data_as_of": null,
                  "age_seconds": null,
                  "attempts": 1,
                  "error": {"code": "http_status", "message": "Resource Allocation (servers) answered with status 503"}
                },
                {
                  "service": "performance",
                  "resource": "peaks",
                  "outcome": "skipped",
                  "fetched_at": null,
                  "data_as_of": null,
                  "age_seconds": null,
                  "attempts": 0,
                  "error": null,
                  "calls": {"live": 0, "cached": 0, "stale": 0, "failed": 0, "skipped": 1, "failing": [], "failing_more": 0}
                }
              ]
            }
            """;

    private ReportExamples() {}

    static final String LAB_UTILIZATION_CSV = """
            lab_type,total_events,unique_users,errors,time_period_days,detail_time_period_days,\
            detail_unique_users,detail_total_events,detail_average_session_time_seconds,utilization_status,\
            avg_users,estimated_users,ratio,avg_time,normalized_usage,labs
            docker,1100,260,48,30,7,61,257,694.759,over-utilized,20,45,1.87,42,84,Docker
            """;

    static final String SERVER_ALLOCATION_CSV = """
            lab_type,lab_name,total_users,avg_completion_time,success_rate,server_id,server_name,state,\
            binding_resource,last_checked,cpu,memory,disk,max_cpu,max_memory,max_disk,utilization_cpu,\
            utilization_memory,utilization_disk,headroom_cpu,headroom_memory,headroom_disk
            docker,Docker,260,474.8888888888889,0.93,3,Server-3,hot,memory,2026-11-23T09:20:00Z,87.1325,\
            121.39,330,100,128,500,0.8713249999999999,0.948359375,0.66,0.1286750000000001,\
            0.051640624999999996,0.33999999999999997
            """;
}
