#include "store/views.h"

namespace lightcl {

namespace {

constexpr auto kAccuracyViews = R"sql(
CREATE VIEW accuracy_matrix AS
SELECT e.run_id, e.trained_task, a.eval_task, a.class_il, a.task_il
FROM last_evaluations e CROSS JOIN accuracies a USING (run_id, trained_task, epoch)
WHERE e.trained_task >= 1 AND a.eval_task <= e.trained_task;

CREATE VIEW learned_accuracy AS
SELECT e.run_id, e.trained_task AS task, a.class_il, a.task_il
FROM last_evaluations e CROSS JOIN accuracies a ON a.run_id = e.run_id AND a.trained_task = e.trained_task
    AND a.epoch = e.epoch AND a.eval_task = e.trained_task
WHERE e.trained_task >= 1;

CREATE VIEW zero_shot AS
SELECT e.run_id, e.trained_task, a.eval_task, a.task_il
FROM last_evaluations e CROSS JOIN accuracies a USING (run_id, trained_task, epoch)
WHERE a.eval_task > e.trained_task;

CREATE VIEW forgetting_curve AS
SELECT run_id, trained_task, epoch, eval_task, class_il, task_il
FROM accuracies
WHERE trained_task >= 1 AND eval_task <= trained_task;

CREATE VIEW confusion_matrix AS
SELECT c.run_id, c.trained_task, c.epoch, c.true_class, CAST(p.key AS INTEGER) AS predicted_class, p.value AS count
FROM confusions c CROSS JOIN json_each(c.predicted) p;

CREATE VIEW validation_accuracy AS
SELECT run_id, trained_task, epoch, eval_task, class_il, task_il FROM validations;

CREATE VIEW class_accuracy AS
SELECT run_id, trained_task, epoch, true_class AS class,
    CAST(sum(CASE WHEN predicted_class = true_class THEN count ELSE 0 END) AS REAL) / sum(count) AS accuracy,
    sum(count) AS images
FROM confusion_matrix GROUP BY run_id, trained_task, epoch, true_class;
)sql";

// Each figure is a query of its own over one run's few rows: a join of aggregates would compute every run's figures
// before it could give one run's. A mean over tasks is NULL unless every task has its term: after joint training no
// task was learned by itself.
constexpr auto kRunAccuracy = R"sql(
CREATE VIEW run_accuracy AS
SELECT r.run_id, last.trained_task AS last_task,
    (SELECT avg(a.class_il) FROM accuracies a
     WHERE a.run_id = r.run_id AND a.trained_task = last.trained_task AND a.epoch = last.epoch
         AND a.eval_task <= last.trained_task) AS class_il,
    (SELECT avg(a.task_il) FROM accuracies a
     WHERE a.run_id = r.run_id AND a.trained_task = last.trained_task AND a.epoch = last.epoch
         AND a.eval_task <= last.trained_task) AS task_il,
    (SELECT CASE WHEN count(o.forgetting) = last.trained_task - 1 THEN avg(o.forgetting) END
     FROM (SELECT max(m.class_il) - f.class_il AS forgetting
           FROM accuracy_matrix m JOIN accuracies f ON f.run_id = m.run_id AND f.trained_task = last.trained_task
               AND f.epoch = last.epoch AND f.eval_task = m.eval_task
           WHERE m.run_id = r.run_id AND +m.trained_task < last.trained_task GROUP BY m.eval_task) o) AS forgetting,
    (SELECT CASE WHEN count(o.forgetting) = last.trained_task - 1 THEN avg(o.forgetting) END
     FROM (SELECT max(m.task_il) - f.task_il AS forgetting
           FROM accuracy_matrix m JOIN accuracies f ON f.run_id = m.run_id AND f.trained_task = last.trained_task
               AND f.epoch = last.epoch AND f.eval_task = m.eval_task
           WHERE m.run_id = r.run_id AND +m.trained_task < last.trained_task GROUP BY m.eval_task) o)
        AS forgetting_task_il,
    (SELECT CASE WHEN count(f.class_il - m.class_il) = last.trained_task - 1 THEN avg(f.class_il - m.class_il) END
     FROM learned_accuracy m JOIN accuracies f ON f.run_id = m.run_id AND f.trained_task = last.trained_task
         AND f.epoch = last.epoch AND f.eval_task = m.task
     WHERE m.run_id = r.run_id AND m.task < last.trained_task) AS bwt,
    (SELECT CASE WHEN count(f.task_il - m.task_il) = last.trained_task - 1 THEN avg(f.task_il - m.task_il) END
     FROM learned_accuracy m JOIN accuracies f ON f.run_id = m.run_id AND f.trained_task = last.trained_task
         AND f.epoch = last.epoch AND f.eval_task = m.task
     WHERE m.run_id = r.run_id AND m.task < last.trained_task) AS bwt_task_il,
    (SELECT avg(after.task_il - before.task_il)
     FROM last_evaluations e
         JOIN accuracies after ON after.run_id = e.run_id AND after.trained_task = e.trained_task
             AND after.epoch = e.epoch AND after.eval_task = e.trained_task + 1
         JOIN zero_shot before ON before.run_id = e.run_id AND before.trained_task = 0
             AND before.eval_task = after.eval_task
     WHERE e.run_id = r.run_id AND e.trained_task >= 1) AS fwt,
    (SELECT CASE WHEN count(m.class_il) = last.trained_task THEN avg(m.class_il) END
     FROM learned_accuracy m WHERE m.run_id = r.run_id) AS learning_accuracy,
    (SELECT CASE WHEN count(m.task_il) = last.trained_task THEN avg(m.task_il) END
     FROM learned_accuracy m WHERE m.run_id = r.run_id) AS learning_accuracy_task_il
FROM runs r LEFT JOIN last_evaluations last ON last.run_id = r.run_id AND last.trained_task =
    (SELECT max(e.trained_task) FROM last_evaluations e WHERE e.run_id = r.run_id AND e.trained_task >= 1);
)sql";

// The definitions stand in docs/metrics.md. `last` is the last task's own row at the last step so far. Joint training
// learns no task by itself: only the area is defined there.
constexpr auto kAnytimeViews = R"sql(
CREATE VIEW anytime_accuracy AS
SELECT run_id, task, step, eval_task, class_il, task_il FROM anytime;

CREATE VIEW run_anytime AS
SELECT r.run_id, last.task AS last_task, last.class_il AS last_accuracy,
    (SELECT CASE WHEN count(l.low) = last.task - 1 THEN avg(l.low) END
     FROM (SELECT min(a.class_il) AS low FROM anytime a
           WHERE a.run_id = r.run_id AND a.eval_task < a.task GROUP BY a.eval_task
           HAVING EXISTS (SELECT 1 FROM anytime o WHERE o.run_id = a.run_id AND o.task = a.eval_task)) l)
        AS min_accuracy,
    (SELECT avg(b.gap)
     FROM (SELECT avg(max(0, min(before.class_il, after.class_il) - d.low)) AS gap
           FROM (SELECT a.task, a.eval_task, min(a.class_il) AS low FROM anytime a
                 WHERE a.run_id = r.run_id AND a.eval_task < a.task GROUP BY a.task, a.eval_task) d
               JOIN anytime before ON before.run_id = r.run_id AND before.task = d.task - 1
                   AND before.eval_task = d.eval_task AND before.step =
                   (SELECT max(s.step) FROM anytime s WHERE s.run_id = r.run_id AND s.task = d.task - 1)
               JOIN anytime after ON after.run_id = r.run_id AND after.task = d.task
                   AND after.eval_task = d.eval_task AND after.step =
                   (SELECT max(s.step) FROM anytime s WHERE s.run_id = r.run_id AND s.task = d.task)
           GROUP BY d.task) b) AS stability_gap,
    (SELECT sum(m.accuracy * m.steps) / sum(m.steps)
     FROM (SELECT avg(a.class_il) AS accuracy,
               a.step - coalesce(lag(a.step) OVER (PARTITION BY a.task ORDER BY a.step), 0) AS steps
           FROM anytime a WHERE a.run_id = r.run_id GROUP BY a.task, a.step) m) AS area_under_accuracy
FROM runs r LEFT JOIN anytime last ON last.run_id = r.run_id AND last.eval_task = last.task
    AND last.task = (SELECT max(s.task) FROM anytime s WHERE s.run_id = r.run_id)
    AND last.step = (SELECT max(s.step) FROM anytime s WHERE s.run_id = r.run_id AND s.task = last.task);
)sql";

constexpr auto kLayerAndTimeViews = R"sql(
CREATE VIEW layer_heatmap AS
SELECT v.run_id, v.task, v.epoch, v.layer_index, l.name AS layer, m.name AS metric, v.value
FROM layer_metrics v
    JOIN metrics m ON m.metric_id = v.metric_id
    LEFT JOIN layers l ON l.run_id = v.run_id AND l.layer_index = v.layer_index;

CREATE VIEW layer_drift AS
SELECT d.run_id, d.task, d.epoch, d.layer_index, l.name AS layer, d.probe_task, d.memory_stability, d.linear_cka
FROM layer_drifts d
    LEFT JOIN layers l ON l.run_id = d.run_id AND l.layer_index = d.layer_index;

CREATE VIEW loss_curve AS
SELECT run_id, task, epoch, step, loss FROM losses;

CREATE VIEW phase_times AS
SELECT run_id, task, epoch, phase, seconds FROM phases;

CREATE VIEW process_memory AS
SELECT run_id, task, epoch, seconds, anonymous_bytes, file_bytes FROM epoch_processes;

CREATE VIEW device_measurement AS
SELECT run_id, device, task, epoch, step_ms_median, step_ms_p95, rss_anonymous_bytes, rss_file_bytes,
    joules_per_sample, celsius, mhz
FROM epoch_devices;
)sql";

constexpr auto kMemoryViews = R"sql(
CREATE VIEW memory_by_task AS
SELECT run_id, source, task, category, live_bytes, peak_bytes FROM memory;

CREATE VIEW memory_breakdown AS
SELECT m.run_id, m.source, m.category, m.peak_bytes AS bytes
FROM (SELECT t.run_id, t.source, t.task, row_number() OVER (PARTITION BY t.run_id, t.source
                                                            ORDER BY sum(t.peak_bytes) DESC, t.task) AS place
      FROM memory t WHERE t.category <> 'measuring' GROUP BY t.run_id, t.source, t.task) largest
    JOIN memory m ON m.run_id = largest.run_id AND m.source = largest.source AND m.task = largest.task
WHERE largest.place = 1;

CREATE VIEW step_timeline AS
SELECT s.run_id, s.task, s.moment, s.seconds, s.phase, c.column1 AS category,
    CASE c.column1 WHEN 'weights' THEN s.weights_bytes WHEN 'gradients' THEN s.gradients_bytes
        WHEN 'optimizer' THEN s.optimizer_bytes WHEN 'activations' THEN s.activations_bytes
        WHEN 'replay buffer' THEN s.replay_buffer_bytes WHEN 'method state' THEN s.method_state_bytes
        WHEN 'data' THEN s.data_bytes WHEN 'workspace' THEN s.workspace_bytes END AS bytes
FROM step_moments s CROSS JOIN (VALUES ('weights'), ('gradients'), ('optimizer'), ('activations'), ('replay buffer'),
                                       ('method state'), ('data'), ('workspace')) c;
)sql";

constexpr auto kRunSummary = R"sql(
CREATE VIEW run_branch AS
SELECT run_id, nullif(parent_run_id, 0) AS parent_run_id, task FROM run_branches;

CREATE VIEW run_environment AS
SELECT run_id, host, cpu, cores, memory_bytes, system, program_version, libtorch_version, blas, data_digest, earlier
FROM run_environments;

CREATE VIEW run_summary AS
SELECT r.run_id, r.name, r.method, r.scenario, r.dataset, r.backbone, r.seed, r.state,
    a.class_il, a.task_il, a.forgetting, a.bwt, a.learning_accuracy,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'exact' AND m.task = 0 AND m.category <> 'measuring') AS predicted_peak_bytes,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'measured' AND m.category <> 'measuring'
     GROUP BY m.task ORDER BY 1 DESC LIMIT 1) AS measured_peak_bytes,
    t.peak_rss_bytes, t.training_flops, t.seconds,
    a.fwt, a.forgetting_task_il, a.bwt_task_il, a.learning_accuracy_task_il,
    (SELECT sum(m.peak_bytes) FROM memory m
     WHERE m.run_id = r.run_id AND m.source = 'paper' AND m.task = 0 AND m.category <> 'measuring') AS paper_peak_bytes,
    r.message, r.class_names, r.normalisation, r.threads, r.worker_pid, r.created_at, r.started_at, r.finished_at,
    p.task AS progress_task, p.epoch AS progress_epoch, p.step AS progress_step, p.steps AS progress_steps,
    p.fraction AS progress_fraction, p.loss AS progress_loss, p.remaining_seconds,
    r.role, r.pretraining_run,
    nullif(b.parent_run_id, 0) AS parent_run_id, b.task AS branch_task, r.class_order, y.min_accuracy,
    CASE WHEN y.last_task = 1 THEN y.last_accuracy
        ELSE y.last_accuracy / y.last_task + (1 - 1.0 / y.last_task) * y.min_accuracy END AS worst_case_accuracy,
    y.stability_gap, y.area_under_accuracy,
    r.uuid AS run_uuid,
    coalesce((SELECT '[' || group_concat('"' || replace(replace(g.tag, '\', '\\'), '"', '\"') || '"') || ']'
              FROM (SELECT t.tag FROM run_tags t WHERE t.run_id = r.run_id ORDER BY t.tag) g), '') AS tags,
    r.note, r.archived,
    (SELECT avg(v.class_il) FROM validations v
     WHERE v.run_id = r.run_id AND (v.trained_task, v.epoch) =
         (SELECT w.trained_task, w.epoch FROM validations w WHERE w.run_id = r.run_id
          ORDER BY w.trained_task DESC, w.epoch DESC LIMIT 1)) AS validation_class_il,
    (SELECT avg(v.task_il) FROM validations v
     WHERE v.run_id = r.run_id AND (v.trained_task, v.epoch) =
         (SELECT w.trained_task, w.epoch FROM validations w WHERE w.run_id = r.run_id
          ORDER BY w.trained_task DESC, w.epoch DESC LIMIT 1)) AS validation_task_il
FROM runs r
    JOIN run_accuracy a ON a.run_id = r.run_id
    JOIN run_anytime y ON y.run_id = r.run_id
    LEFT JOIN run_branches b ON b.run_id = r.run_id
    LEFT JOIN run_totals t ON t.run_id = r.run_id
    LEFT JOIN run_progress p ON p.run_id = r.run_id;
)sql";

} // namespace

std::string viewsSql() {
    return std::string(kAccuracyViews) + kRunAccuracy + kAnytimeViews + kLayerAndTimeViews + kMemoryViews + kRunSummary;
}

} // namespace lightcl
