#include "store/views.h"

namespace lightcl {

namespace {

constexpr auto kAccuracyViews = R"sql(
CREATE VIEW accuracy_matrix AS
SELECT e.run_id, e.trained_task, a.eval_task, a.class_il, a.task_il
FROM last_evaluations e JOIN accuracies a USING (run_id, trained_task, epoch)
WHERE e.trained_task >= 1 AND a.eval_task <= e.trained_task;

CREATE VIEW zero_shot AS
SELECT e.run_id, e.trained_task, a.eval_task, a.task_il
FROM last_evaluations e JOIN accuracies a USING (run_id, trained_task, epoch)
WHERE a.eval_task > e.trained_task;

CREATE VIEW forgetting_curve AS
SELECT run_id, trained_task, epoch, eval_task, class_il, task_il
FROM accuracies
WHERE trained_task >= 1 AND eval_task <= trained_task;
)sql";

// One row a run and task seen: its accuracy now, the best before the last task, and right after it was learned.
constexpr auto kTaskOutcomes = R"sql(
CREATE VIEW task_outcomes AS
SELECT m.run_id, last.task AS last_task, m.eval_task,
    max(m.class_il) FILTER (WHERE m.trained_task = last.task) AS final_class_il,
    max(m.task_il) FILTER (WHERE m.trained_task = last.task) AS final_task_il,
    max(m.class_il) FILTER (WHERE m.trained_task < last.task) AS best_class_il,
    max(m.task_il) FILTER (WHERE m.trained_task < last.task) AS best_task_il,
    max(m.class_il) FILTER (WHERE m.trained_task = m.eval_task) AS learned_class_il,
    max(m.task_il) FILTER (WHERE m.trained_task = m.eval_task) AS learned_task_il
FROM (SELECT run_id, max(trained_task) AS task FROM last_evaluations WHERE trained_task >= 1 GROUP BY run_id) last
    JOIN accuracy_matrix m ON m.run_id = last.run_id
GROUP BY m.run_id, m.eval_task;
)sql";

// A mean over tasks is NULL unless every task has its term: after joint training no task was learned by itself.
constexpr auto kRunAccuracy = R"sql(
CREATE VIEW run_accuracy AS
SELECT run_id, last_task,
    avg(final_class_il) AS class_il,
    avg(final_task_il) AS task_il,
    CASE WHEN count(best_class_il) >= last_task - 1
        THEN avg(best_class_il - final_class_il) FILTER (WHERE eval_task < last_task) END AS forgetting,
    CASE WHEN count(best_task_il) >= last_task - 1
        THEN avg(best_task_il - final_task_il) FILTER (WHERE eval_task < last_task) END AS forgetting_task_il,
    CASE WHEN count(learned_class_il) = last_task
        THEN avg(final_class_il - learned_class_il) FILTER (WHERE eval_task < last_task) END AS bwt,
    CASE WHEN count(learned_task_il) = last_task
        THEN avg(final_task_il - learned_task_il) FILTER (WHERE eval_task < last_task) END AS bwt_task_il,
    CASE WHEN count(learned_class_il) = last_task THEN avg(learned_class_il) END AS learning_accuracy,
    CASE WHEN count(learned_task_il) = last_task THEN avg(learned_task_il) END AS learning_accuracy_task_il
FROM task_outcomes
GROUP BY run_id;
)sql";

constexpr auto kLayerAndTimeViews = R"sql(
CREATE VIEW layer_heatmap AS
SELECT v.run_id, v.task, v.epoch, v.layer_index, l.name AS layer, m.name AS metric, v.value
FROM layer_metrics v
    JOIN metrics m ON m.metric_id = v.metric_id
    LEFT JOIN layers l ON l.run_id = v.run_id AND l.layer_index = v.layer_index;

CREATE VIEW loss_curve AS
SELECT run_id, task, epoch, step, loss FROM losses;

CREATE VIEW phase_times AS
SELECT run_id, task, epoch, phase, seconds FROM phases;
)sql";

constexpr auto kMemoryViews = R"sql(
CREATE VIEW memory_by_task AS
SELECT run_id, source, task, category, live_bytes, peak_bytes FROM memory;

CREATE VIEW memory_breakdown AS
SELECT m.run_id, m.source, m.category, m.peak_bytes AS bytes
FROM memory m
WHERE m.task = (SELECT p.task FROM memory p
                WHERE p.run_id = m.run_id AND p.source = m.source AND p.category <> 'measuring'
                GROUP BY p.task ORDER BY sum(p.peak_bytes) DESC, p.task LIMIT 1);
)sql";

constexpr auto kRunSummary = R"sql(
CREATE VIEW run_summary AS
SELECT r.run_id, r.name, r.method, r.scenario, r.dataset, r.backbone, r.seed, r.state,
    a.class_il, a.task_il, a.forgetting, a.bwt, a.learning_accuracy,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'exact' AND m.category <> 'measuring') AS predicted_peak_bytes,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'measured' AND m.category <> 'measuring'
     GROUP BY m.task ORDER BY 1 DESC LIMIT 1) AS measured_peak_bytes,
    t.peak_rss_bytes, t.training_flops, t.seconds,
    (SELECT avg(after.task_il - before.task_il)
     FROM last_evaluations e
         JOIN accuracies after ON after.run_id = e.run_id AND after.trained_task = e.trained_task
             AND after.epoch = e.epoch AND after.eval_task = e.trained_task + 1
         JOIN zero_shot before ON before.run_id = e.run_id AND before.trained_task = 0
             AND before.eval_task = after.eval_task
     WHERE e.run_id = r.run_id AND e.trained_task >= 1) AS fwt,
    a.forgetting_task_il, a.bwt_task_il, a.learning_accuracy_task_il,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'paper' AND m.category <> 'measuring') AS paper_peak_bytes,
    r.message, r.threads, r.worker_pid, r.created_at, r.started_at, r.finished_at,
    p.task AS progress_task, p.epoch AS progress_epoch, p.step AS progress_step, p.steps AS progress_steps,
    p.fraction AS progress_fraction, p.loss AS progress_loss, p.remaining_seconds
FROM runs r
    LEFT JOIN run_accuracy a ON a.run_id = r.run_id
    LEFT JOIN run_totals t ON t.run_id = r.run_id
    LEFT JOIN run_progress p ON p.run_id = r.run_id;
)sql";

} // namespace

std::string viewsSql() {
    return std::string(kAccuracyViews) + kTaskOutcomes + kRunAccuracy + kLayerAndTimeViews + kMemoryViews + kRunSummary;
}

} // namespace lightcl
