#include "exchange/other_logs.h"

#include "base/error.h"
#include "exchange/python_dictionary.h"
#include "store/run_reader.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr auto kEvaluations = "eval_exp,training_exp,eval_accuracy,eval_loss,forgetting\n"
                              "0,None,0.1000,2.3,0\n"
                              "0,0,0.9000,0.3,0\n"
                              "1,0,0.0000,3.3,0\n"
                              "0,1,0.5000,1.3,0.4\n"
                              "1,1,0.8000,0.4,0\n";
constexpr auto kTraining = "training_exp,epoch,training_accuracy,val_accuracy,training_loss,val_loss\n"
                           "0,0,0.8,0,0.7,0\n0,1,0.9,0,0.5,0\n1,0,0.7,0,0.9,0\n1,1,0.8,0,0.6,0\n";

std::string complaintAboutLog(const TemporaryFolder& folder, const std::string& content, bool isMammoth) {
    writeBytes(folder / "log", content);
    return messageOf<InputError>([&] {
        if (isMammoth)
            readMammoth(folder / "log", {});
        else
            readAvalanche(folder / "log", {});
    });
}

} // namespace

TEST_CASE("Avalanche's CSV files are a run", "[exchange]") {
    const TemporaryFolder folder;
    writeBytes(folder / "eval_results.csv", kEvaluations);
    writeBytes(folder / "training_results.csv", kTraining);
    auto database = Database::openForWriting(folder / "a.sqlite");
    ImportWords words;
    words.method = "replay";
    words.seed = 4;
    const auto id = importRuns(database, {readAvalanche(folder / "eval_results.csv", words)}).taken.at(0);
    const RunReader reader(database);
    const RunSummary run = reader.run(id);
    CHECK(run.method == "replay");
    CHECK(run.seed == 4);
    CHECK(run.state == RunState::Done);
    CHECK(*run.classIl == Approx(0.65));
    CHECK(*run.forgetting == Approx(0.4));
    CHECK(!run.taskIl);
    CHECK(reader.accuracies(id).size() == 3);
    CHECK(reader.trainedPositions(id) == std::vector<RunPosition>{{1, 2}, {2, 2}});
    CHECK(reader.losses(id).size() == 4);
    CHECK(reader.losses(id).back().loss == 0.6);
    CHECK(importRuns(database, {readAvalanche(folder / "eval_results.csv", words)}).known.size() == 1);
    words.scenario = "task-incremental";
    words.seed = 5;
    const auto other = importRuns(database, {readAvalanche(folder / "eval_results.csv", words)}).taken.at(0);
    CHECK(*RunReader(database).run(other).taskIl == Approx(0.65));
    CHECK(!RunReader(database).run(other).classIl);
}

TEST_CASE("Mammoth's logs are runs, class-IL and task-IL put together", "[exchange]") {
    const TemporaryFolder folder;
    const auto place = [&](const std::string& setting) {
        const auto path = folder / "results" / setting / "seq-cifar10" / "er";
        std::filesystem::create_directories(path);
        return path / "logs.pyd";
    };
    const std::string start = "{'dataset': 'seq-cifar10', 'model': 'er', 'lr': 0.1, 'n_epochs': 5, 'buffer_size': 200, "
                              "'seed': 7, 'device': device(type='cuda', index=0), 'notes': None, 'ckpt': \"it's\", "
                              "'conf_jobnum': 'abc', ";
    writeBytes(place("class-il"), start + "'accmean_task1': 97.0, 'accmean_task2': 60.0, 'accuracy_1_task1': 97.0, "
                                          "'accuracy_1_task2': 40.0, 'accuracy_2_task2': np.float64(80.0), "
                                          "'forward_transfer': None}\n");
    writeBytes(place("task-il"),
               start + "'accuracy_1_task1': 97.0, 'accuracy_1_task2': 90.0, 'accuracy_2_task2': 95.5}\n");
    auto database = Database::openForWriting(folder / "a.sqlite");
    const auto runs = readMammoth(place("class-il"), {});
    REQUIRE(runs.size() == 1);
    const auto id = importRuns(database, runs).taken.at(0);
    const RunSummary run = RunReader(database).run(id);
    CHECK(run.method == "er");
    CHECK(run.dataset == "seq-cifar10");
    CHECK(run.seed == 7);
    CHECK(*run.classIl == Approx(0.6));
    CHECK(*run.taskIl == Approx(0.9275));
    CHECK(*run.forgetting == Approx(0.57));
    CHECK(run.note == "buffer_size = 200, lr = 0.1, n_epochs = 5");
    CHECK(importRuns(database, readMammoth(place("class-il"), {})).known.size() == 1);
    const auto alone = importRuns(database, readMammoth(place("task-il"), {})).taken.at(0);
    CHECK(!RunReader(database).run(alone).classIl);
    CHECK(*RunReader(database).run(alone).taskIl == Approx(0.9275));
}

TEST_CASE("logs that are none are named with their line and what was expected", "[exchange]") {
    const TemporaryFolder folder;
    CHECK(
        contains(complaintAboutLog(folder, "a,b\n", false), "log: line 1: expected the columns eval_exp,training_exp"));
    CHECK(contains(complaintAboutLog(folder, "", false), "expected the columns"));
    CHECK(contains(complaintAboutLog(folder, "eval_exp,training_exp,eval_accuracy\n0,0\n", false),
                   "line 2: expected 3 values, got 2"));
    CHECK(contains(complaintAboutLog(folder, "eval_exp,training_exp,eval_accuracy\n0,0,93\n", false),
                   "line 2: eval_accuracy: expected a number from 0 to 1, got 93"));
    CHECK(contains(complaintAboutLog(folder, "eval_exp,training_exp,eval_accuracy\n0.5,0,0.5\n", false),
                   "eval_exp: expected a whole number"));
    CHECK(contains(complaintAboutLog(folder, "eval_exp,training_exp,eval_accuracy\n", false), "holds no evaluation"));
    CHECK(contains(messageOf<InputError>([&] { readAvalanche(folder / "none", {}); }), "cannot be read"));
    CHECK(contains(complaintAboutLog(folder, "\nnothing\n", true),
                   "log: line 2: expected a Python dictionary: column 1"));
    CHECK(contains(complaintAboutLog(folder, "{'a': 'b", true), "expected ' at the text's end"));
    CHECK(contains(complaintAboutLog(folder, "{'a': 1}", true), "expected accuracies such as 'accuracy_1_task1'"));
    CHECK(
        contains(complaintAboutLog(folder, "{'accuracy_1_task1': 930}", true), "expected a percentage from 0 to 100"));
    CHECK(contains(complaintAboutLog(folder, "", true), "holds no run"));
}

TEST_CASE("a Python dictionary is read without being evaluated", "[exchange]") {
    const auto values = pythonDictionary(R"({'a': [1, {'b': ')'}], "c": 'it\'s', 'd': f('}', (1,)), 'e': -1.5e3})");
    CHECK(values.at("a") == "[1, {'b': ')'}]");
    CHECK(values.at("c") == "it's");
    CHECK(values.at("d") == "f('}', (1,))");
    CHECK(values.at("e") == "-1.5e3");
    CHECK(pythonDictionary("{}").empty());
    CHECK_THROWS_AS(pythonDictionary("{'a': 1} x"), InputError);
    CHECK_THROWS_AS(pythonDictionary("{a: 1}"), InputError);
}
