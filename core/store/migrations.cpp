#include "store/migrations.h"

#include "base/uuid.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace lightcl {

namespace {

// Accuracies, losses and times may be absent or not a number (a run that diverged): SQLite keeps both as NULL.
constexpr auto kTables = R"sql(
CREATE TABLE runs(
    run_id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    method TEXT NOT NULL,
    scenario TEXT NOT NULL,
    dataset TEXT NOT NULL,
    backbone TEXT NOT NULL,
    seed INTEGER NOT NULL,
    spec TEXT NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('queued', 'running', 'done', 'failed', 'interrupted')),
    message TEXT NOT NULL DEFAULT '',
    threads INTEGER NOT NULL DEFAULT 0,
    worker_pid INTEGER NOT NULL DEFAULT 0,
    worker_start_ticks INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    started_at TEXT NOT NULL DEFAULT '',
    finished_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE predictions(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    convention TEXT NOT NULL CHECK(convention IN ('exact', 'paper')),
    parameters INTEGER NOT NULL,
    forward_macs INTEGER NOT NULL,
    stored_activations_per_sample INTEGER NOT NULL,
    training_flops REAL NOT NULL,
    trained_samples INTEGER NOT NULL,
    PRIMARY KEY(run_id, convention)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_progress(
    run_id INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    step INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    fraction REAL NOT NULL,
    loss REAL,
    remaining_seconds REAL
) STRICT;

CREATE TABLE run_totals(
    run_id INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
    seconds REAL NOT NULL,
    training_flops REAL NOT NULL,
    peak_rss_bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE accuracies(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    trained_task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    eval_task INTEGER NOT NULL,
    class_il REAL,
    task_il REAL,
    PRIMARY KEY(run_id, trained_task, epoch, eval_task)
) STRICT, WITHOUT ROWID;

CREATE TABLE last_evaluations(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    trained_task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY(run_id, trained_task)
) STRICT, WITHOUT ROWID;

CREATE TABLE layers(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    layer_index INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY(run_id, layer_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE metrics(
    metric_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE layer_metrics(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    metric_id INTEGER NOT NULL REFERENCES metrics,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    layer_index INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY(run_id, metric_id, task, epoch, layer_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE memory(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    source TEXT NOT NULL CHECK(source IN ('exact', 'paper', 'measured')),
    task INTEGER NOT NULL,
    category TEXT NOT NULL,
    live_bytes INTEGER NOT NULL,
    peak_bytes INTEGER NOT NULL,
    PRIMARY KEY(run_id, source, task, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE phases(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    phase TEXT NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY(run_id, task, epoch, phase)
) STRICT, WITHOUT ROWID;

CREATE TABLE losses(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    step INTEGER NOT NULL,
    loss REAL,
    PRIMARY KEY(run_id, task, epoch, step)
) STRICT, WITHOUT ROWID;
)sql";

// Abandoned runs are looked for each time a window or a runner starts.
constexpr auto kStateIndex = "CREATE INDEX runs_by_state ON runs(state);";

// Wide, not a row a category: a step has some hundred moments, and they are read together.
constexpr auto kStepMoments = R"sql(
CREATE TABLE step_moments(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    seconds REAL NOT NULL,
    phase TEXT NOT NULL,
    weights_bytes INTEGER NOT NULL,
    gradients_bytes INTEGER NOT NULL,
    optimizer_bytes INTEGER NOT NULL,
    activations_bytes INTEGER NOT NULL,
    replay_buffer_bytes INTEGER NOT NULL,
    method_state_bytes INTEGER NOT NULL,
    data_bytes INTEGER NOT NULL,
    workspace_bytes INTEGER NOT NULL,
    PRIMARY KEY(run_id, task, moment)
) STRICT, WITHOUT ROWID;
)sql";

// A process id says who trains a run only together with the machine, its boot and the container. Threads that a run had
// before it went on with others.
constexpr auto kWorkerPlace = R"sql(
ALTER TABLE runs ADD COLUMN worker_place TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN earlier_threads TEXT NOT NULL DEFAULT '';
)sql";

// An image folder alone knows what its classes are called, and may be gone when somebody asks.
constexpr auto kClassNames = "ALTER TABLE runs ADD COLUMN class_names TEXT NOT NULL DEFAULT '';";

// What runs computed before there was a choice is written into their specs, whatever the defaults are now.
constexpr auto kNormalisation = R"sql(
ALTER TABLE runs ADD COLUMN normalisation TEXT NOT NULL DEFAULT '';
UPDATE runs SET normalisation = 'none';
UPDATE runs SET spec = replace(spec, '[scenario]' || char(10),
                               '[scenario]' || char(10) || 'normalise = "none"' || char(10))
WHERE instr(spec, char(10) || 'normalise = ') = 0;
UPDATE runs SET spec = replace(spec, '[[method]]' || char(10) || 'name = "' || method || '"' || char(10),
                               '[[method]]' || char(10) || 'name = "' || method || '"' || char(10) ||
                               'memory_batch_norm = "joined"' || char(10) || 'augment_memory = false' || char(10))
WHERE method IN ('lightcl', 'lightcl-sparse') AND instr(spec, char(10) || 'memory_batch_norm = ') = 0;
)sql";

// What was predicted for one class is read together, and as one text {"predicted class":images, …} takes a third of
// what a row for each count would.
constexpr auto kConfusions = R"sql(
CREATE TABLE confusions(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    trained_task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    true_class INTEGER NOT NULL,
    predicted TEXT NOT NULL,
    PRIMARY KEY(run_id, trained_task, epoch, true_class)
) STRICT, WITHOUT ROWID;
)sql";

constexpr auto kAnytime = R"sql(
CREATE TABLE anytime(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    step INTEGER NOT NULL,
    eval_task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    class_il REAL,
    task_il REAL,
    PRIMARY KEY(run_id, task, step, eval_task)
) STRICT, WITHOUT ROWID;
)sql";

// A drawn order follows from the seed, but an image folder may have gone when somebody asks, and SQL draws nothing.
constexpr auto kClassOrder = "ALTER TABLE runs ADD COLUMN class_order TEXT NOT NULL DEFAULT '';";

constexpr auto kEpochProcesses = R"sql(
CREATE TABLE epoch_processes(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    seconds REAL NOT NULL,
    anonymous_bytes INTEGER NOT NULL,
    file_bytes INTEGER NOT NULL,
    PRIMARY KEY(run_id, task, epoch)
) STRICT, WITHOUT ROWID;
)sql";

// The parent may be deleted: its number, which is never given again, is all that is known of it then.
constexpr auto kBranches = R"sql(
CREATE TABLE run_branches(
    run_id INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
    parent_run_id INTEGER NOT NULL,
    task INTEGER NOT NULL,
    same_method INTEGER NOT NULL,
    epochs INTEGER NOT NULL
) STRICT;
)sql";

// Cameras' notes were not looked at, where there are any.
constexpr auto kImageRotation = R"sql(
UPDATE runs SET spec = replace(spec, '[scenario]' || char(10),
                               '[scenario]' || char(10) || 'image_rotation = "none"' || char(10))
WHERE dataset = 'image-folder' AND instr(spec, char(10) || 'image_rotation = ') = 0;
)sql";

// A pretraining is a run that others start from. Found again by its content; a deleted one is no longer waited for.
constexpr auto kPretraining = R"sql(
ALTER TABLE runs ADD COLUMN role TEXT NOT NULL DEFAULT 'method';
ALTER TABLE runs ADD COLUMN pretraining_run INTEGER REFERENCES runs ON DELETE SET NULL;
ALTER TABLE runs ADD COLUMN pretraining_content TEXT NOT NULL DEFAULT '';
CREATE INDEX runs_by_pretraining ON runs(pretraining_run);
)sql";

// What a run is called everywhere. A run of an earlier version is named after what no copy of its file can have
// otherwise (number, time, spec), so that two copies that are brought up to date apart still hold one run.
constexpr auto kIdentity = R"sql(
ALTER TABLE runs ADD COLUMN uuid TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
UPDATE runs SET uuid = lightcl_name_uuid(run_id || char(10) || created_at || char(10) || spec);
CREATE UNIQUE INDEX runs_by_uuid ON runs(uuid) WHERE uuid <> '';
ALTER TABLE run_branches ADD COLUMN parent_uuid TEXT NOT NULL DEFAULT '';
UPDATE run_branches SET parent_uuid =
    coalesce((SELECT p.uuid FROM runs p WHERE p.run_id = run_branches.parent_run_id), '');
CREATE TABLE run_tags(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY(run_id, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_environments(
    run_id INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
    host TEXT NOT NULL,
    cpu TEXT NOT NULL,
    cores INTEGER NOT NULL,
    memory_bytes INTEGER NOT NULL,
    system TEXT NOT NULL,
    program_version TEXT NOT NULL,
    libtorch_version TEXT NOT NULL,
    blas TEXT NOT NULL,
    data_digest TEXT NOT NULL,
    earlier TEXT NOT NULL
) STRICT;
)sql";

// What the worker's process may need of memory is a run's own setting; 0: as much as there is.
constexpr auto kDevices = R"sql(
ALTER TABLE runs ADD COLUMN budget_bytes INTEGER NOT NULL DEFAULT 0;
CREATE TABLE epoch_devices(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    device TEXT NOT NULL,
    step_ms_median REAL NOT NULL,
    step_ms_p95 REAL NOT NULL,
    rss_anonymous_bytes INTEGER NOT NULL,
    rss_file_bytes INTEGER NOT NULL,
    joules_per_sample REAL,
    celsius REAL,
    mhz REAL,
    PRIMARY KEY(run_id, task, epoch)
) STRICT, WITHOUT ROWID;
)sql";

// A NULL is what was no number.
constexpr auto kLayerDrifts = R"sql(
CREATE TABLE layer_drifts(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    layer_index INTEGER NOT NULL,
    probe_task INTEGER NOT NULL,
    memory_stability REAL,
    linear_cka REAL,
    PRIMARY KEY(run_id, layer_index, task, epoch, probe_task)
) STRICT, WITHOUT ROWID;
)sql";

constexpr auto kValidations = R"sql(
CREATE TABLE validations(
    run_id INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    trained_task INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    eval_task INTEGER NOT NULL,
    class_il REAL,
    task_il REAL,
    PRIMARY KEY(run_id, trained_task, epoch, eval_task)
) STRICT, WITHOUT ROWID;
)sql";

void addFunctions(SQLite::Database& database) {
    const auto nameUuidOfText = [](sqlite3_context* context, int, sqlite3_value** values) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
        const std::string uuid = nameUuid(text == nullptr ? std::string_view() : text);
        sqlite3_result_text(context, uuid.c_str(), -1, SQLITE_TRANSIENT);
    };
    database.createFunction("lightcl_name_uuid", 1, true, nullptr, nameUuidOfText);
}

// Only the views that are made here: what else a file holds is another's, and its names are anybody's.
void dropOurViews(SQLite::Database& database, const std::string& views) {
    for (const auto& [name, sql] : viewDefinitions(views))
        database.exec(fmt::format("DROP VIEW IF EXISTS \"{}\"", name));
}

} // namespace

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> steps = {
        {1, kTables},        {2, kStateIndex},     {3, kStepMoments},  {4, kWorkerPlace}, {5, kClassNames},
        {6, kNormalisation}, {7, kConfusions},     {8, kAnytime},      {9, kClassOrder},  {10, kEpochProcesses},
        {11, kBranches},     {12, kImageRotation}, {13, kPretraining}, {14, kIdentity},   {15, kDevices},
        {16, kLayerDrifts},  {17, kValidations}};
    return steps;
}

int readSchemaVersion(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

std::map<std::string, std::string> viewDefinitions(const std::string& views) {
    constexpr std::string_view begin = "CREATE VIEW ";
    std::map<std::string, std::string> definitions;
    for (auto at = views.find(begin); at != std::string::npos; at = views.find(begin, at + 1)) {
        const auto name = at + begin.size();
        definitions.emplace(views.substr(name, views.find(' ', name) - name),
                            views.substr(at, views.find(';', at) - at));
    }
    return definitions;
}

bool hasViews(SQLite::Database& database, const std::string& views) {
    auto missing = viewDefinitions(views);
    SQLite::Statement query(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'view'");
    while (query.executeStep()) {
        const auto found = missing.find(query.getColumn(0).getString());
        if (found != missing.end() && found->second == query.getColumn(1).getString()) missing.erase(found);
    }
    return missing.empty();
}

void remakeViews(SQLite::Database& database, const std::string& views) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::EXCLUSIVE);
    dropOurViews(database, views);
    database.exec(views);
    transaction.commit();
}

void migrate(SQLite::Database& database, const std::vector<Migration>& steps, const std::string& views) {
    if (readSchemaVersion(database) >= steps.back().version) return;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::EXCLUSIVE);
    // Another process may have been faster while this one waited for the lock.
    const int version = readSchemaVersion(database);
    if (version >= steps.back().version) return;
    dropOurViews(database, views);
    addFunctions(database);
    for (const Migration& step : steps)
        if (step.version > version) database.exec(step.sql);
    database.exec(views);
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", steps.back().version));
    transaction.commit();
}

} // namespace lightcl
