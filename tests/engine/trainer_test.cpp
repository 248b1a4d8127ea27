#include "base/error.h"
#include "catalog/catalog.h"
#include "cost/checkpoint_bytes.h"
#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// 24 pictures a task in 3 steps, 2 epochs: 6 steps a task, 30 in all.
RunSpec smallRun(const std::string& method, const std::string& network) {
    SpecText text;
    text.method = method;
    if (method == "er") text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    if (method == "ewc") text.methodKeys = "lambda = 0.5\nfisher_labels = \"model\"\nfisher_samples = 9";
    if (method == "si") text.methodKeys = "c = 0.01";
    if (method == "mas") text.methodKeys = "lambda = 0.001\nimportance_samples = 9";
    if (method == "lightcl") text.methodKeys = "memory_samples = 6\nbeta = 0.001";
    text.network = network;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9\nweight_decay = 0.001";
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

} // namespace

TEST_CASE("A run that was stopped again and again ends with the same bits") {
    for (const char* network : {kPerceptron, kCnn}) {
        for (const char* method : {"sgd", "joint", "er", "lightcl", "ewc", "si", "mas", "lwf"}) {
            stopAndResume(smallRun(method, network));
        }
    }
}

TEST_CASE("A stopped run of the LightCL family ends with the same bits") {
    for (const char* network : {kPerceptron, kCnn}) {
        stopAndResume(smallRun("lightcl-sparse", network));
        RunSpec advised = smallRun("lightcl", network);
        advised.method.parameters.set("first_trainable_stage", std::string("auto"));
        advised.method.parameters.set("generalizability_threshold", 0.0);
        advised.method.parameters.set("advisor_steps", std::int64_t{3});
        stopAndResume(advised);
        for (const char* precision : {"float32", "float16", "uint8"}) {
            RunSpec latent = smallRun("latent-replay", network);
            latent.method.parameters.set("buffer_size", std::int64_t{20});
            latent.method.parameters.set("latent_precision", std::string(precision));
            stopAndResume(latent);
        }
    }
}

TEST_CASE("A stopped run with another optimizer and a schedule ends with the same bits") {
    for (const char* optimizer : {"adam", "adamw"}) {
        for (const char* method : {"er", "lightcl", "si"}) {
            RunSpec run = smallRun(method, kPerceptron);
            run.training.set("optimizer", std::string(optimizer));
            run.training.set("momentum", 0.0);
            run.training.set("learning_rate", 0.002);
            run.training.set("schedule", std::string("cosine"));
            run.training.set("warm_up_epochs", 0.5);
            stopAndResume(run);
        }
    }
}

TEST_CASE("SparCL's dead weights stay dead with Adam") {
    RunSpec run = smallRun("sparcl-er", kCnn);
    run.training.set("optimizer", std::string("adam"));
    run.training.set("momentum", 0.0);
    run.training.set("weight_decay", 0.0);
    const TemporaryFolder folder;
    RecordingObserver observer;
    REQUIRE(train(run, observer, folder / "c") == Trainer::Outcome::Done);
    const TensorFile file = readTensorFile(folder / "c");
    std::int64_t dead = 0;
    for (const auto& [name, tensor] : file.tensors)
        if (name.starts_with("state/network/") && name.ends_with(".weight"))
            dead += (tensor == 0).sum().item<std::int64_t>();
    CHECK(dead > 0);
}

TEST_CASE("A run is told row by row") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(smallRun("er", kPerceptron), observer, folder / "c");
    // The untrained network on five tasks; then the tasks seen after each epoch, with the next after a task's last.
    CHECK(observer.accuracies.size() == 5 + (1 + 2 + 2 + 3 + 3 + 4 + 4 + 5 + 5 + 5));
    for (int task = 1; task <= 5; ++task) {
        const AccuracyRow& untrained = observer.accuracies.at({0, 0, task, ""});
        CHECK_FALSE(untrained.classIl.has_value());
        CHECK(observer.accuracies.at({task, 1, 1, ""}).classIl.has_value());
        if (task < 5) CHECK_FALSE(observer.accuracies.at({task, 2, task + 1, ""}).classIl.has_value());
        CHECK(observer.layerMetrics.contains({task, 2, 2, "learning_plasticity"}));
        CHECK(observer.layerMetrics.contains({task, 1, 0, "memory_stability"}) == (task > 1));
        CHECK(observer.layerMetrics.contains({task, 1, 0, "generalizability"}) == (task > 1));
        CHECK(observer.losses.size() == 30);
        CHECK(observer.peakBytes(task) > 0);
    }
    // After task t its 2t classes have been predicted, every test picture of each once, and as right as class-IL says.
    std::map<std::pair<int, int>, std::int64_t> right;
    for (const auto& [place, row] : observer.confusions) {
        std::int64_t images = 0;
        for (const auto& [taken, count] : row.predicted) {
            CHECK(taken < 2 * row.trainedTask);
            images += count;
        }
        CHECK(images == 4);
        const auto hit = row.predicted.find(row.trueClass);
        right[{row.trainedTask, row.epoch}] += hit == row.predicted.end() ? 0 : hit->second;
    }
    CHECK(observer.confusions.size() == 2 * (2 + 4 + 6 + 8 + 10));
    for (const auto& [position, count] : right) {
        double expected = 0;
        for (int task = 1; task <= position.first; ++task)
            expected += 8 * *observer.accuracies.at({position.first, position.second, task, ""}).classIl;
        CHECK(static_cast<double>(count) == Approx(expected));
    }
    REQUIRE(observer.epochs.size() == 10);
    CHECK(observer.epochs.back().fraction == Approx(1));
    double mean = 0;
    for (int task = 1; task <= 5; ++task) mean += *observer.accuracies.at({5, 2, task, ""}).classIl / 5;
    CHECK(observer.epochs.back().classIl.value() == Approx(mean));
}

TEST_CASE("Accuracy between epochs is measured after every n-th step and a task's last, on the same few images") {
    const TemporaryFolder folder;
    RunSpec run = smallRun("er", kPerceptron);
    run.measuring.set("evaluate_every", std::int64_t{4});
    run.measuring.set("evaluate_samples", std::int64_t{8}); // all of a task's
    RecordingObserver observer;
    train(run, observer, folder / "c");
    // Of a task's 6 steps the 4th, in its second epoch, and the last: two moments with 1 … 5 tasks.
    CHECK(observer.anytime.size() == 2 * (1 + 2 + 3 + 4 + 5));
    for (int task = 1; task <= 5; ++task) {
        for (int eval = 1; eval <= task; ++eval) {
            CHECK(observer.anytime.contains({task, 2, 4, eval}));
            // On all of its images, the task's end is what the epoch's evaluation says.
            const AnytimeRow& end = observer.anytime.at({task, 2, 6, eval});
            const AccuracyRow& whole = observer.accuracies.at({task, 2, eval, ""});
            CHECK(end.classIl == whole.classIl);
            CHECK(end.taskIl == whole.taskIl);
        }
    }
}

TEST_CASE("Measuring accuracy between epochs changes nothing that is trained or measured otherwise") {
    for (const char* network : {kPerceptron, kCnn}) {
        for (const char* method : {"er", "lightcl", "joint"}) {
            const TemporaryFolder folder;
            RunSpec run = smallRun(method, network);
            RecordingObserver without, with;
            train(run, without, folder / "without");
            run.measuring.set("evaluate_every", std::int64_t{1});
            run.measuring.set("evaluate_samples", std::int64_t{3});
            train(run, with, folder / "with");
            CHECK(with.anytime.size() > 30);
            CHECK((with.accuracies == without.accuracies));
            CHECK((with.layerMetrics == without.layerMetrics));
            CHECK((with.losses == without.losses));
            for (int task = 1; task <= 5; ++task) CHECK(with.peakBytes(task) == without.peakBytes(task));
            TensorFile a = readTensorFile(folder / "with"), b = readTensorFile(folder / "without");
            CHECK(sameTensors(a.tensors, b.tensors));
            CHECK(a.metadata.at("state/random") == b.metadata.at("state/random"));
        }
    }
}

TEST_CASE("A run that measures between epochs ends with the same rows when it was stopped") {
    RunSpec run = smallRun("er", kPerceptron);
    run.measuring.set("evaluate_every", std::int64_t{4});
    run.measuring.set("evaluate_samples", std::int64_t{3});
    stopAndResume(run);
}

TEST_CASE("The images that are looked at between epochs follow from the seed alone") {
    const Dataset& dataset = pictures();
    const Scenario scenario(fiveTasks(), dataset, 10, 0);
    MeasuringSettings settings;
    settings.evaluateEvery = 1;
    settings.evaluateSamples = 5;
    const auto images = [&](std::int64_t seed, int task) {
        return StepEvaluation(scenario, settings, seed).imagesOf(task);
    };
    CHECK(images(3, 2).size(0) == 5);
    CHECK(torch::equal(images(3, 2), images(3, 2)));
    CHECK_FALSE(torch::equal(images(3, 2), images(4, 2)));
    const torch::Tensor labels = scenario.testLabels(images(3, 2));
    CHECK((labels.ge(2) & labels.le(3)).all().item<bool>());
    settings.evaluateSamples = 1000;
    CHECK(torch::equal(images(3, 2), scenario.task(2).testIndices));
}

TEST_CASE("Tasks bring the classes in the order that the seed draws, also after a stop") {
    RunSpec run = smallRun("sgd", kPerceptron);
    run.scenario.set("class_order", std::string("random"));
    const std::vector<std::int64_t> order = scenarioSettings(run).classOrder;
    CHECK(order != std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(run, observer, folder / "c");
    std::vector<std::int64_t> met;
    for (const std::int64_t label : order)
        if (observer.confusions.contains({1, 2, static_cast<int>(label), ""})) met.push_back(label);
    CHECK(met == std::vector<std::int64_t>(order.begin(), order.begin() + 2));
    stopAndResume(run);
    RunSpec listed = run;
    listed.scenario.set("class_order", order);
    RecordingObserver same;
    train(listed, same, folder / "listed");
    CHECK((same.accuracies == observer.accuracies));
    CHECK((same.losses == observer.losses));
}

TEST_CASE("Each task's end is told when its checkpoint lies on the disk, again when a run goes on from it") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(smallRun("sgd", kPerceptron), observer, folder / "c");
    CHECK(observer.storedTasks == std::vector<int>{1, 2, 3, 4, 5});
    RecordingObserver stopped;
    // After the six steps of the first task.
    CHECK(train(smallRun("sgd", kPerceptron), stopped, folder / "d", 6) == Trainer::Outcome::Stopped);
    CHECK(train(smallRun("sgd", kPerceptron), stopped, folder / "d") == Trainer::Outcome::Done);
    CHECK(stopped.storedTasks == std::vector<int>{1, 1, 2, 3, 4, 5});
}

TEST_CASE("A checkpoint takes the bytes that are predicted") {
    const DatasetInfo dataset = [] {
        DatasetInfo info = *catalog().dataset("fashion-mnist");
        info.trainCounts.assign(10, 16);
        info.testCounts.assign(10, 4);
        return info;
    }();
    for (const char* network : {kPerceptron, kCnn}) {
        for (const char* method : {"sgd", "joint", "er", "lightcl", "ewc", "si"}) {
            CAPTURE(method, network);
            const TemporaryFolder folder;
            const RunSpec run = smallRun(method, network);
            RecordingObserver observer;
            train(run, observer, folder / "c");
            std::int64_t bytes = 0;
            for (const auto& [name, tensor] : readTensorFile(folder / "c").tensors)
                bytes += static_cast<std::int64_t>(tensor.nbytes());
            const Prediction exact = estimateCost(run, dataset, CostConvention::Exact);
            CHECK(static_cast<double>(checkpointBytes(run, dataset, exact, 5)) ==
                  Approx(static_cast<double>(bytes)).epsilon(0.05));
            CHECK(keptCheckpointBytes(run, dataset, exact) >= checkpointBytes(run, dataset, exact, 5));
        }
    }
}

TEST_CASE("A method that is told the task predicts no class among all seen ones") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    SpecText text;
    text.method = "pnn";
    text.scenario = "kind = \"task-incremental\"";
    text.training = "epochs = 2\nbatch_size = 8";
    text.measuring = "probe_samples = 4";
    train(runOf(text), observer, folder / "c");
    CHECK_FALSE(observer.accuracies.at({2, 2, 1, ""}).classIl.has_value());
    CHECK(observer.confusions.empty());
}

TEST_CASE("Training learns classes that are easily told apart") {
    const TemporaryFolder folder;
    RunSpec run = smallRun("joint", kPerceptron);
    run.network.set("hidden", std::vector<std::int64_t>{40});
    run.training.set("epochs", std::int64_t{25});
    run.training.set("learning_rate", 0.02);
    run.measuring.set("layer_metrics", false);
    RecordingObserver observer;
    train(run, observer, folder / "c");
    CHECK(observer.epochs.back().classIl.value() > 0.8);
    CHECK(observer.epochs.back().loss < observer.epochs.front().loss / 2);
}

TEST_CASE("Joint training has rows of the last task only, and no earlier task to be stable on") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(smallRun("joint", kPerceptron), observer, folder / "c");
    CHECK(observer.accuracies.size() == 5 + 2 * 5);
    for (const auto& [place, row] : observer.accuracies) CHECK((row.trainedTask == 0 || row.trainedTask == 5));
    for (const auto& [place, value] : observer.layerMetrics) CHECK(std::get<3>(place) != "memory_stability");
    CHECK(observer.losses.size() == 2 * 15);
}

TEST_CASE("The seed decides the run") {
    const TemporaryFolder folder;
    RunSpec run = smallRun("lightcl", kPerceptron);
    RecordingObserver first, again, other;
    train(run, first, folder / "first");
    train(run, again, folder / "again");
    run.seed = 1;
    train(run, other, folder / "other");
    CHECK((first.losses == again.losses));
    CHECK((first.losses != other.losses));
}

TEST_CASE("A stopped run keeps what it had, and starts again without a checkpoint") {
    const TemporaryFolder folder;
    const RunSpec run = smallRun("sgd", kPerceptron);
    RecordingObserver observer;
    CHECK(train(run, observer, folder / "c", 2) == Trainer::Outcome::Stopped);
    CHECK_FALSE(std::filesystem::exists(folder / "c"));
    CHECK(observer.accuracies.size() == 5);
    CHECK(train(run, observer, folder / "c", 4) == Trainer::Outcome::Stopped);
    Trainer trainer(run, pictures(), observer, folder / "c");
    CHECK(trainer.restore() == RunPosition{1, 1});
}

TEST_CASE("A finished run has nothing left to do") {
    const TemporaryFolder folder;
    const RunSpec run = smallRun("er", kPerceptron);
    RecordingObserver observer;
    train(run, observer, folder / "c");
    const std::string bytes = readBytes(folder / "c");
    RecordingObserver again;
    CHECK(train(run, again, folder / "c", 0) == Trainer::Outcome::Done);
    CHECK(again.losses.empty());
    CHECK(readBytes(folder / "c") == bytes);
}

TEST_CASE("A damaged, cut or foreign checkpoint is refused by name and left as it is") {
    const TemporaryFolder folder;
    const RunSpec run = smallRun("lightcl", kPerceptron);
    RecordingObserver observer;
    train(run, observer, folder / "run.safetensors", 14);
    const std::string whole = readBytes(folder / "run.safetensors");
    const auto refusal = [&](const RunSpec& spec, const std::string& bytes) {
        writeBytes(folder / "run.safetensors", bytes);
        Trainer trainer(spec, pictures(), observer, folder / "run.safetensors");
        const std::string message = messageOf<InputError>([&] { trainer.restore(); });
        CHECK(contains(message, (folder / "run.safetensors").string()));
        CHECK_FALSE(contains(message, "\n"));
        CHECK(readBytes(folder / "run.safetensors") == bytes);
        return message;
    };
    refusal(run, "");
    refusal(run, whole.substr(0, whole.size() / 2));
    refusal(run, whole.substr(0, whole.size() - 1));
    std::string flipped = whole;
    flipped[whole.size() - 100] = static_cast<char>(flipped[whole.size() - 100] ^ 4);
    refusal(run, flipped);

    RunSpec other = run;
    other.training.set("learning_rate", 0.06);
    CHECK(contains(refusal(other, whole), "spec"));
    refusal(smallRun("lightcl", kCnn), whole);
    refusal(smallRun("sgd", kPerceptron), whole);
    RunSpec seeded = run;
    seeded.seed = 3;
    refusal(seeded, whole);
}

TEST_CASE("A loss that is no longer finite ends the run with advice") {
    const TemporaryFolder folder;
    RunSpec run = smallRun("sgd", kPerceptron);
    run.training.set("learning_rate", 1e20);
    RecordingObserver observer;
    const std::string message = messageOf<Error>([&] { train(run, observer, folder / "c"); });
    CHECK(contains(message, "training.learning_rate"));
}

TEST_CASE("Running statistics that are no longer finite end the run, whatever the loss is") {
    // Inputs so large that a batch's variance is beyond float32: batch-norm then gives zeros, and the loss is ln 2.
    SpecText text;
    text.network = kCnn;
    text.scenario = "normalise = [[0.0], [1e-25]]";
    text.measuring = "layer_metrics = false\nprobe_samples = 2";
    const TemporaryFolder folder;
    RecordingObserver observer;
    const std::string message = messageOf<Error>([&] { train(runOf(text), observer, folder / "c"); });
    CAPTURE(message);
    CHECK(contains(message, "running_var holds values that are no finite numbers after epoch 1 of task 1"));
    CHECK_FALSE(std::filesystem::exists(folder / "c"));
}

TEST_CASE("Pretrained weights are taken from a checkpoint of the same network") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(smallRun("sgd", kCnn), observer, folder / "first.safetensors");
    RunSpec run = smallRun("lightcl", kCnn);
    run.network.set("weights", (folder / "first.safetensors").string());
    Trainer trainer(run, pictures(), observer, folder / "second.safetensors");
    const TensorFile first = readTensorFile(folder / "first.safetensors");
    for (const auto& [name, tensor] : copyOf(trainer.network())) {
        CHECK(torch::equal(tensor, first.tensors.at("state/network/" + name)));
    }
    RunSpec unlike = run;
    unlike.network.set("width", std::int64_t{3});
    const std::string message =
        messageOf<InputError>([&] { Trainer(unlike, pictures(), observer, folder / "third.safetensors"); });
    CHECK(contains(message, "first.safetensors"));
    CHECK(contains(message, "conv1.weight"));
}
