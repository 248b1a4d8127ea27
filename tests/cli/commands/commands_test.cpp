#include "cli/command_fixture.h"
#include "cli/display/cost_text.h"
#include "cli/process/worker_process.h"
#include "report/text/report_tables.h"
#include "support/approved.h"
#include "support/example_store.h"
#include "support/message_of.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;
using Json = nlohmann::json;

namespace {

Prediction estimate(std::int64_t unit, double flops) {
    Prediction cost;
    cost.parameters = 11173962;
    cost.forwardMacs = 555422720;
    cost.storedActivationsPerSample = 557056;
    cost.trainingFlops = flops;
    cost.trainedSamples = 2250000;
    for (const auto category : kMemoryCategories)
        cost.peak[category] = unit * (static_cast<std::int64_t>(category) + 1);
    cost.peakByTask = {cost.peak, cost.peak};
    return cost;
}

RunSpec runOf(const std::string& method, const std::string& dataset) {
    RunSpec run;
    run.method.name = method;
    run.scenario = {{"dataset", dataset}};
    return run;
}

RunSummary summary(RunId id, RunState state) {
    RunSummary run;
    run.id = id;
    run.name = "quick start";
    run.method = id == 1 ? "lightcl" : "er";
    run.seed = id;
    run.state = state;
    run.progress.fraction = 0.437;
    return run;
}

} // namespace

TEST_CASE("Version, help and wrong usage") {
    CHECK(runLightcl({"--version"}).out == "lightcl " LIGHTCL_VERSION "\n");
    for (const auto* command : {"run", "resume", "follow", "stop", "runs", "compare", "report", "cost", "pretrain",
                                "export", "weights", "methods", "datasets", "backbones"}) {
        const auto help = runLightcl({command, "--help"});
        CHECK(help.code == 0);
        CHECK(contains(help.out, command));
        CHECK(contains(runLightcl({"--help"}).out, command));
        const auto wrong = runLightcl({command, "--nonsense"});
        CHECK(wrong.code == 2);
        CHECK(wrong.err.starts_with("lightcl: "));
        CHECK(wrong.err.find('\n') == wrong.err.size() - 1);
    }
    CHECK(runLightcl({}).code == 2);
    const auto nameless = runLightcl({"runs", "--db", ""});
    CHECK(nameless.code == 2);
    CHECK(contains(nameless.err, "--db: expected a file name, got none"));
}

TEST_CASE("The costs as tables and as JSON") {
    const ExperimentCost one = {"paper",
                                {{runOf("sgd", "cifar-10"), estimate(1 << 20, 7.5e15)},
                                 {runOf("lightcl", "cifar-10"), estimate(1 << 18, 5.4e15)}}};
    const ExperimentCost other = {"more", {{runOf("sgd", "mnist"), estimate(1 << 21, 1.2e17)}}};
    checkApproved("cli/approved/cost.txt", costText(CostConvention::Paper, {one}));
    checkApproved("cli/approved/cost.json", costJson(CostConvention::Exact, {one}));
    checkApproved("cli/approved/cost.tex", costLatex(CostConvention::Paper, {one, other}));
    CHECK(Json::parse(costJson(CostConvention::Exact, {one, other})).at(1).at("name") == "more");
    CHECK(contains(costText(CostConvention::Exact, {one, other}), "Split MNIST: FLOPs"));
}

TEST_CASE("The runs as a table") {
    auto done = summary(1, RunState::Done);
    done.classIl = 0.7387;
    done.taskIl = 0.9843;
    done.forgetting = 0.123;
    done.predictedPeakBytes = 14374024;
    done.measuredPeakBytes = 14517950;
    done.trainingFlops = 3.67e13;
    done.seconds = 89.5;
    auto failed = summary(11, RunState::Failed);
    failed.message = "the worker was killed (signal 9), often for want of memory\nits last words";
    auto running = summary(2, RunState::Running);
    running.workerPid = 1234;
    const std::vector runs = {done, running, summary(10, RunState::Queued), failed};
    checkApproved("cli/approved/runs.txt", toText(runTable(runs)) + runMessages(runs));
    CHECK(runMessages({done}).empty());
}

TEST_CASE("The paper's ResNet-18 costs what the paper says") {
    const TemporaryFolder folder;
    writeBytes(folder / "paper.toml",
               "name = \"paper\"\n[scenario]\ndataset = \"cifar-10\"\ntrain_fraction = 0.9\n"
               "[network]\nbackbone = \"resnet18\"\n[training]\nepochs = 50\n[[method]]\nname = \"sgd\"\n");
    const auto result = runLightcl({"cost", (folder / "paper.toml").string(), "--convention", "paper", "--json"});
    REQUIRE(result.code == 0);
    const auto method = Json::parse(result.out).at("methods").at(0);
    CHECK(method.at("parameters") == 11173962);
    CHECK(method.at("forward_macs") == 555422720);
    CHECK(method.at("peak_mib").get<double>() == Approx(153.25).margin(0.005));
    CHECK(method.at("training_flops").get<double>() == Approx(7.5e15).epsilon(0.005));
    const auto file = (folder / "paper.toml").string();
    const auto two = runLightcl({"cost", file, file, "--json"});
    CHECK(Json::parse(two.out).size() == 2);
    CHECK(contains(runLightcl({"cost", file, file, "--latex"}).out, "\\begin{tabular}"));
    CHECK(runLightcl({"cost", file, "--latex", "--json"}).code == 2);
}

TEST_CASE("A pretraining is predicted apart from the methods") {
    const TemporaryFolder folder;
    const auto file = (folder / "paper.toml").string();
    writeBytes(folder / "paper.toml",
               "name = \"paper\"\n[scenario]\ndataset = \"cifar-10\"\ntasks = 3\n[network]\nbackbone = \"resnet18\"\n"
               "[pretraining]\nclasses = 4\nepochs = 2\n[[method]]\nname = \"lightcl\"\n[[method]]\nname = \"sgd\"\n");
    const auto cost = Json::parse(runLightcl({"cost", file, "--json"}).out);
    REQUIRE(cost.at("methods").size() == 2);
    const auto pretraining = cost.at("pretraining");
    const auto sgd = cost.at("methods").at(1);
    CHECK_FALSE(pretraining.contains("method"));
    // Four classes of 5,000 images less 32 to measure with, twice; a task of the others has two classes, once.
    CHECK(pretraining.at("trained_samples") == 2 * (20000 - 32));
    CHECK(sgd.at("trained_samples") == 3 * (10000 - 32));
    CHECK(pretraining.at("peak_bytes") > sgd.at("peak_bytes").get<std::int64_t>() / 2);
    // Frozen from the first task on.
    const auto lightcl = cost.at("methods").at(0);
    CHECK(lightcl.at("peak_bytes") < sgd.at("peak_bytes").get<std::int64_t>() * 2 / 3);
    CHECK(
        contains(runLightcl({"cost", file}).out, "\nPretraining, once and before all runs, in no method's figures: "));
}

TEST_CASE("Another freeze line is predicted, before and after it holds, for the methods that freeze") {
    const TemporaryFolder folder;
    const auto file = (folder / "paper.toml").string();
    writeBytes(folder / "paper.toml",
               "name = \"paper\"\n[scenario]\ndataset = \"cifar-10\"\n[network]\nbackbone = \"resnet18\"\n"
               "[[method]]\nname = \"lightcl\"\n[[method]]\nname = \"sgd\"\n");
    const auto asked = runLightcl({"cost", file, "--freeze", "layer2", "--json"});
    REQUIRE(asked.code == 0);
    const auto set = runLightcl({"cost", file, "--set", "method.lightcl.first_trainable_stage=layer3", "--json"});
    const auto lightcl = Json::parse(asked.out).at("methods").at(0);
    const auto spec = Json::parse(set.out).at("methods").at(0);
    CHECK(lightcl.at("peak_bytes_by_task") == spec.at("peak_bytes_by_task"));
    CHECK(lightcl.at("training_flops") == spec.at("training_flops"));
    const auto freeze = lightcl.at("freeze");
    CHECK(freeze.at("frozen_up_to") == "layer2");
    CHECK(freeze.at("holds_from_task") == 2);
    CHECK(freeze.at("peak_bytes_before") == spec.at("peak_bytes_by_task").at(0));
    CHECK(freeze.at("peak_bytes_after") == spec.at("peak_bytes_by_task").at(4));
    CHECK(freeze.at("peak_bytes_from_pretrained") < spec.at("peak_bytes"));
    const auto own = Json::parse(runLightcl({"cost", file, "--json"}).out).at("methods");
    CHECK(freeze.at("peak_bytes_of_spec") == own.at(0).at("peak_bytes"));
    CHECK_FALSE(own.at(0).contains("freeze"));
    const auto sgd = Json::parse(asked.out).at("methods").at(1);
    CHECK(sgd.at("freeze").is_null());
    CHECK(sgd.at("peak_bytes") == own.at(1).at("peak_bytes"));

    const auto text = runLightcl({"cost", file, "--freeze", "layer2"}).out;
    CHECK(contains(text,
                   "\nWith all stages up to layer2 frozen; from random weights the first task trains everything\n"));
    CHECK(contains(text, "\nFreeze nothing, whatever the line: sgd\n"));
    const auto wrong = runLightcl({"cost", file, "--freeze", "head"});
    CHECK(wrong.code == 2);
    CHECK(wrong.err == "lightcl: --freeze: expected the last stage of resnet18 to freeze, one of none, stem, layer1, "
                       "layer2, layer3, layer4, got \"head\"\n");
}

TEST_CASE("The runs of a database, as a table and as JSON") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    const auto stored = writeExampleStore(file, getpid());
    const auto table = runLightcl({"runs", "--db", file}).out;
    CHECK(contains(table, "quick start"));
    CHECK(contains(table, fmt::format("\nrun {} failed: the worker was ended by signal 9", stored.failed)));
    const auto runs = Json::parse(runLightcl({"runs", "--db", file, "--json"}).out);
    REQUIRE(runs.size() == stored.done.size() + 4);
    CHECK(runs[0].at("run_id") == 1);
    CHECK(runs[0].at("class_il").is_number());
    CHECK(runs.back().at("state") == "queued");
    CHECK(runs.back().at("class_il").is_null());
    for (const auto* key : {"name", "method", "scenario", "dataset", "backbone", "seed", "task_il", "forgetting", "bwt",
                            "learning_accuracy", "predicted_peak_bytes", "measured_peak_bytes", "peak_rss_bytes",
                            "training_flops", "seconds"})
        CHECK(runs[0].contains(key));
    CHECK(runLightcl({"runs", "--db", (folder / "none.sqlite").string()}).code == 2);
}

TEST_CASE("A run whose worker was killed is not listed as running") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    auto worker = std::make_unique<WorkerProcess>(ProcessCommand{"/bin/sh", {"-c", "exec sleep 1000"}, {}});
    const auto stored = writeExampleStore(file, worker->pid());
    const auto runningRun = [&] {
        const auto runs = Json::parse(runLightcl({"runs", "--db", file, "--json"}).out);
        return runs.at(static_cast<std::size_t>(stored.running) - 1);
    };
    CHECK(runningRun().at("state") == "running");
    CHECK(runningRun().at("worker_pid") == worker->pid());
    CHECK(contains(runLightcl({"runs", "--db", file}).out, fmt::format("%, process {} ", worker->pid())));
    worker.reset();
    CHECK(runningRun().at("state") == "interrupted");
    CHECK(runningRun().at("worker_pid").is_null());
}

TEST_CASE("The catalog as JSON") {
    const auto methods = Json::parse(runLightcl({"methods", "--json"}).out);
    const auto lightcl =
        std::find_if(methods.begin(), methods.end(), [](const auto& m) { return m.at("name") == "lightcl"; });
    REQUIRE(lightcl != methods.end());
    CHECK(lightcl->at("parameters").size() >= 4);
    CHECK(contains(runLightcl({"methods"}).out, "memory_samples"));
    CHECK(Json::parse(runLightcl({"backbones", "--json"}).out).size() >= 3);
    CHECK(contains(runLightcl({"backbones"}).out, "hidden"));
}

TEST_CASE("Datasets say where they are, or what is missing and who has it") {
    const TemporaryFolder folder;
    const auto cifar = folder / "lightcl/datasets/cifar-10";
    std::filesystem::create_directories(cifar);
    for (const auto* name : {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"})
        writeBytes(cifar / (std::string(name) + ".bin"), "");
    const char* before = std::getenv("XDG_DATA_HOME");
    const std::string kept = before != nullptr ? before : "";
    setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
    const auto lacking = runLightcl({"datasets"}).out;
    writeBytes(cifar / "test_batch.bin", "");
    const auto json = nlohmann::json::parse(runLightcl({"datasets", "--json"}).out);
    const auto found = runLightcl({"datasets"}).out;
    before != nullptr ? setenv("XDG_DATA_HOME", kept.c_str(), 1) : unsetenv("XDG_DATA_HOME");
    CHECK(contains(lacking, cifar.string() + " lacks test_batch.bin"));
    CHECK(contains(lacking, "https://www.cs.toronto.edu/~kriz/cifar.html"));
    CHECK(contains(found, "Found in " + cifar.string()));
    CHECK(contains(found, "tiny-imagenet has none of its files"));
    CHECK(contains(found, "wnids.txt, train, val/images, val/val_annotations.txt are to be had from"));
    CHECK(contains(found, "200 classes, 3 x 64 x 64, 100000 training and 10000 test samples"));
    const auto entry =
        std::find_if(json.begin(), json.end(), [](const auto& one) { return one["name"] == "cifar-10"; });
    REQUIRE(entry != json.end());
    CHECK((*entry)["train_samples"] == 50'000);
    CHECK((*entry)["found"] == cifar.string());
    CHECK((*entry)["missing"][cifar.string()].empty());
    CHECK((*entry)["missing"]["/usr/share/datasets/cifar-10"].size() == 6);
}

TEST_CASE("Reports go to a file whole, or to standard output") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    writeExampleStore(file, getpid());
    CHECK(contains(runLightcl({"report", "3", "4", "--db", file}).out, "Mean ± sample standard deviation"));
    CHECK(runLightcl({"report", "3", "3", "--db", file}).out == runLightcl({"report", "3", "--db", file}).out);
    const auto html = (folder / "report.html").string();
    CHECK(runLightcl({"report", "--db", file, "--format", "html", "--out", html}).code == 0);
    CHECK(readBytes(html).starts_with("<!DOCTYPE html>"));
    CHECK(runLightcl({"report", "1", "--db", file, "--format", "pdf"}).out.starts_with("%PDF"));
    const auto byName = (folder / "named.html").string();
    CHECK(runLightcl({"report", "--db", file, "--out", byName}).code == 0);
    CHECK(readBytes(byName).starts_with("<!DOCTYPE html>"));
    CHECK(runLightcl({"report", "77", "--db", file}).code == 2);
    CHECK(runLightcl({"report", "--db", file, "--out", "/nowhere/report.txt"}).code == 1);
}

TEST_CASE("Whatever is printed to a full device is an error") {
    for (const char* command : {"lightcl --help", "lightcl --version", "lightcl run --help", "lightcl methods"}) {
        const std::string line = (programFolder() / command).string() + " >/dev/full 2>/dev/null";
        CHECK(WEXITSTATUS(std::system(line.c_str())) == 1);
    }
}

TEST_CASE("A report is not written over the database, whatever it is called") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    Database::openForWriting(file);
    std::filesystem::create_symlink(file, folder / "link.html");
    for (const auto& out : {file, (folder / "link.html").string(), file + "-wal"}) {
        const auto result = runLightcl({"report", "--db", file, "--out", out});
        CHECK(result.code == 2);
        CHECK(contains(result.err, "the database of the runs"));
    }
    CHECK_NOTHROW(Database::openForReading(file));
}

TEST_CASE("Runs are picked by an expression, grouped and compared") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    writeExampleStore(file, getpid());
    const auto all = Json::parse(runLightcl({"runs", "--json", "--db", file}).out);
    const auto some = Json::parse(runLightcl({"runs", "--json", "--where", "state = done", "--db", file}).out);
    REQUIRE(!some.empty());
    CHECK(some.size() < all.size());
    for (const auto& run : some) CHECK(run["state"] == "done");
    const auto groups = Json::parse(runLightcl({"runs", "--json", "--group-by", "method", "--db", file}).out);
    REQUIRE(!groups.empty());
    CHECK(groups[0]["class_il"].contains("mean"));
    const auto comparison = Json::parse(runLightcl({"compare", "--json", "--by", "method", "--db", file}).out);
    CHECK(comparison["metric"] == "class_il");
    CHECK(comparison["groups"].size() == groups.size());
    for (const auto& pair : comparison["pairs"]) CHECK(pair.contains("p_wilcoxon"));
    CHECK(contains(runLightcl({"compare", "--db", file}).out, "class-IL mean"));
    CHECK(contains(runLightcl({"runs", "--group-by", "method", "--format", "markdown", "--db", file}).out,
                   "| group | runs |"));
    CHECK(contains(runLightcl({"compare", "--format", "latex", "--db", file}).out, "\\begin{tabular}{ll"));
    CHECK(runLightcl({"runs", "--format", "csv", "--db", file}).out.starts_with("run_id,name,method"));
    CHECK(contains(runLightcl({"report", "--format", "markdown", "--db", file}).out, "## Methods"));
    CHECK(runLightcl({"runs", "--format", "excel", "--db", file}).code != 0);
    CHECK(runLightcl({"runs", "--format", "csv", "--json", "--db", file}).code != 0);
    for (const auto& wrong : std::vector<std::vector<std::string>>{{"runs", "--where", "class_il >"},
                                                                   {"runs", "--group-by", "bufer_size"},
                                                                   {"runs", "--group-by", "class_il"},
                                                                   {"compare", "--by", "class_il"},
                                                                   {"compare", "--metric", "seed"},
                                                                   {"compare", "--by", "nonsense"},
                                                                   {"compare", "--baseline", "nonsense"},
                                                                   {"compare", "4711"}}) {
        auto words = wrong;
        words.insert(words.end(), {"--db", file});
        const auto refused = runLightcl(words);
        INFO(refused.err);
        CHECK(refused.code == 2);
        CHECK(std::ranges::count(refused.err, '\n') == 1);
    }
}
