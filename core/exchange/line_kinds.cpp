#include "exchange/line_kinds.h"

#include <algorithm>

namespace lightcl {

namespace {

LineField count(std::string_view name, std::int64_t least = 0) {
    return {name, LineValue::Count, least, false};
}

LineField share(std::string_view name) {
    return {name, LineValue::Share, 0, true};
}

LineField number(std::string_view name) {
    return {name, LineValue::Number, 0, false};
}

LineField word(std::string_view name) {
    return {name, LineValue::Text, 0, false};
}

LineField optional(LineField field) {
    field.mayBeMissing = true;
    return field;
}

} // namespace

const std::vector<LineKind>& lineKinds() {
    static const std::vector<LineKind> kinds = {
        {"environment",
         "run_environments",
         {optional(word("host")), optional(word("cpu")), optional(count("cores")), optional(count("memory_bytes")),
          optional(word("system")), optional(word("program_version")), optional(word("libtorch_version")),
          optional(word("blas")), optional(word("data_digest")), optional(word("earlier"))}},
        {"branch", "run_branches", {word("parent_uuid"), count("task", 1), count("same_method"), count("epochs", 1)}},
        {"prediction",
         "predictions",
         {word("convention"), count("parameters"), count("forward_macs"), count("stored_activations_per_sample"),
          number("training_flops"), count("trained_samples")}},
        {"totals", "run_totals", {number("seconds"), number("training_flops"), count("peak_rss_bytes")}},
        {"progress",
         "run_progress",
         {count("task"), count("epoch"), count("step"), count("steps"), number("fraction"), number("loss"),
          number("remaining_seconds")}},
        {"accuracy",
         "accuracies",
         {count("trained_task"), count("epoch"), count("eval_task", 1), share("class_il"), share("task_il")}},
        {"validation",
         "validations",
         {count("trained_task", 1), count("epoch", 1), count("eval_task", 1), share("class_il"), share("task_il")}},
        {"anytime",
         "anytime",
         {count("task", 1), count("step", 1), count("eval_task", 1), count("epoch", 1), share("class_il"),
          share("task_il")}},
        {"confusion",
         "confusions",
         {count("trained_task", 1),
          count("epoch", 1),
          count("true_class"),
          {"predicted", LineValue::Counts, 0, false}}},
        {"layer",
         "layer_metrics",
         {count("task", 1), count("epoch", 1), count("layer_index"), word("layer"), word("metric"), number("value")}},
        {"drift",
         "layer_drifts",
         {count("task", 1), count("epoch", 1), count("layer_index"), count("probe_task", 1),
          optional(number("memory_stability")), optional(number("linear_cka"))}},
        {"memory",
         "memory",
         {word("source"), count("task"), word("category"), count("live_bytes"), count("peak_bytes")}},
        {"step",
         "step_moments",
         {count("task", 1), count("moment"), number("seconds"), word("phase"), count("weights_bytes"),
          count("gradients_bytes"), count("optimizer_bytes"), count("activations_bytes"), count("replay_buffer_bytes"),
          count("method_state_bytes"), count("data_bytes"), count("workspace_bytes")}},
        {"phase", "phases", {count("task", 1), count("epoch"), word("phase"), number("seconds")}},
        {"process",
         "epoch_processes",
         {count("task", 1), count("epoch", 1), number("seconds"), count("anonymous_bytes"), count("file_bytes")}},
        {"device",
         "epoch_devices",
         {count("task", 1), count("epoch", 1), word("device"), number("step_ms_median"), number("step_ms_p95"),
          count("rss_anonymous_bytes"), count("rss_file_bytes"), optional(number("joules_per_sample")),
          optional(number("celsius")), optional(number("mhz"))}},
        {"loss", "losses", {count("task", 1), count("epoch", 1), count("step", 1), number("loss")}},
    };
    return kinds;
}

const LineKind* lineKind(std::string_view name) {
    const auto& kinds = lineKinds();
    const auto found = std::ranges::find(kinds, name, &LineKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

const std::vector<LineField>& runFields() {
    static const std::vector<LineField> fields = {
        word("method"),
        optional(word("name")),
        optional(word("scenario")),
        optional(word("dataset")),
        optional(word("backbone")),
        optional(count("seed")),
        optional(word("spec")),
        optional(word("state")),
        optional(word("message")),
        optional(count("threads")),
        optional(word("created_at")),
        optional(word("started_at")),
        optional(word("finished_at")),
        optional(word("earlier_threads")),
        optional(word("class_names")),
        optional(word("normalisation")),
        optional(word("class_order")),
        optional(word("role")),
        optional(word("pretraining_content")),
        optional(word("uuid")),
        optional(word("note")),
        optional(count("archived")),
        optional(count("budget_bytes")),
    };
    return fields;
}

} // namespace lightcl
