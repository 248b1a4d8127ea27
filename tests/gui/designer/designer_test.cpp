#include "designer/designer_panel.h"

#include "base/error.h"
#include "gui/wait.h"
#include "panels/budget_edit.h"
#include "spec/spec_file.h"
#include "support/catch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace lightcl;
using namespace lightcl::test;

namespace {

ParameterInfo setting(ParameterType type, Value value) {
    ParameterInfo info;
    info.name = "some_setting";
    info.type = type;
    info.defaultValue = std::move(value);
    info.help = "What it does.";
    return info;
}

ExperimentSpec sample() {
    return parseExperiment(R"(
name = "two replays"
seeds = [3, 5]
[scenario]
kind = "task-incremental"
dataset = "mnist"
class_order = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
train_fraction = 0.125
[network]
backbone = "mlp"
hidden = [64, 32]
[training]
learning_rate = 0.0002
[measuring]
memory = false
[[method]]
name = "lightcl"
beta = 1e-7
frozen_batch_norm = "train"
[[method]]
name = "er"
buffer_size = 500
learning_rate = 0.05
[[method]]
name = "er"
)",
                           "sample");
}

} // namespace

TEST_CASE("each type of setting has its editor, which gives back what it was given", "[gui][designer]") {
    ParameterInfo number = setting(ParameterType::Number, 0.0002);
    number.minimum = 1e-8;
    ParameterInfo integer = setting(ParameterType::Integer, std::int64_t{7});
    integer.minimum = 1;
    integer.maximum = 10'000'000;
    ParameterInfo choice = setting(ParameterType::Choice, std::string("train"));
    choice.choices = {"eval", "train"};
    const auto editorOf = [](const ParameterInfo& info) { return std::make_unique<ParameterEditor>(info); };

    CHECK(qobject_cast<QCheckBox*>(editorOf(setting(ParameterType::Boolean, true))->widget()) != nullptr);
    CHECK(qobject_cast<QSpinBox*>(editorOf(integer)->widget())->maximum() == 10'000'000);
    CHECK(qobject_cast<QDoubleSpinBox*>(editorOf(number)->widget())->text() == "0.0002");
    CHECK(qobject_cast<QComboBox*>(editorOf(choice)->widget())->count() == 2);
    for (const ParameterInfo& info : {setting(ParameterType::Boolean, true), integer, number, choice,
                                      setting(ParameterType::Text, std::string("layer4")),
                                      setting(ParameterType::Path, std::string("/data/weights.safetensors")),
                                      setting(ParameterType::IntegerList, std::vector<std::int64_t>{4, 2, 0})}) {
        CAPTURE(static_cast<int>(info.type));
        CHECK(editorOf(info)->value() == info.defaultValue);
    }
}

TEST_CASE("a small number can be typed", "[gui][designer]") {
    ParameterInfo info = setting(ParameterType::Number, 0.01);
    info.minimum = 1e-8;
    info.maximum = 100;
    ParameterEditor editor(info);
    auto* box = qobject_cast<QDoubleSpinBox*>(editor.widget());
    for (const auto& [typed, value] : {std::pair{"0.0002", 0.0002}, {"2e-4", 2e-4}, {"1e-8", 1e-8}, {"33", 33.0}}) {
        CAPTURE(typed);
        QString text = QString::fromLatin1(typed);
        int position = 0;
        CHECK(box->validate(text, position) == QValidator::Acceptable);
        box->findChild<QLineEdit*>()->setText(text);
        CHECK(std::get<double>(*editor.value()) == value);
    }
}

TEST_CASE("a field that is wrong says what was expected", "[gui][designer]") {
    ParameterInfo info = setting(ParameterType::IntegerList, std::vector<std::int64_t>{100, 100});
    info.minimum = 1;
    ParameterEditor editor(info);
    auto* line = qobject_cast<QLineEdit*>(editor.widget());
    line->setText("100, many");
    CHECK_FALSE(editor.value().has_value());
    CHECK(editor.error().startsWith("expected "));
    line->setText("0, 3");
    CHECK_FALSE(editor.value().has_value());
    line->setText("[64, 32]");
    CHECK(editor.value() == Value(std::vector<std::int64_t>{64, 32}));
    CHECK(editor.error().isEmpty());
}

TEST_CASE("a scale of inputs is chosen by name or typed as a spec would write it", "[gui][designer]") {
    ParameterInfo info = setting(ParameterType::ChoiceOrScale, std::string("auto"));
    info.choices = {"auto", "none", "dataset"};
    ParameterEditor editor(info);
    CHECK(editor.value() == Value(std::string("auto")));
    auto* box = qobject_cast<QComboBox*>(editor.widget());
    REQUIRE(box != nullptr);
    box->setCurrentText("dataset");
    CHECK(editor.value() == Value(std::string("dataset")));
    box->setCurrentText("[[0.5, 0.25], [1, 0.125]]");
    CHECK(editor.value() == Value(NumberRows{{0.5, 0.25}, {1, 0.125}}));
    for (const char* wrong : {"", "data", "[[0.5], [0]]", "[[0.5, 0.25], [1]]"}) {
        CAPTURE(wrong);
        box->setCurrentText(wrong);
        CHECK_FALSE(editor.value().has_value());
        CHECK(editor.error().startsWith("expected one of auto, none, dataset, or [["));
    }
}

TEST_CASE("an order of classes is drawn, listed or left out", "[gui][designer]") {
    ParameterInfo info = choiceOrListSetting("class_order", {"random"}, 0, "help");
    ParameterEditor editor(info);
    CHECK(editor.value() == Value(std::vector<std::int64_t>{}));
    auto* box = qobject_cast<QComboBox*>(editor.widget());
    REQUIRE(box != nullptr);
    box->setCurrentText("random");
    CHECK(editor.value() == Value(std::string("random")));
    box->setCurrentText("[2, 0, 1]");
    CHECK(editor.value() == Value(std::vector<std::int64_t>{2, 0, 1}));
    editor.setValue(Value(std::vector<std::int64_t>{5, 4}));
    CHECK(box->currentText() == "5, 4");
    editor.setValue(Value(std::string("random")));
    CHECK(editor.value() == Value(std::string("random")));
    for (const char* wrong : {"randm", "2, -1", "1.5"}) {
        CAPTURE(wrong);
        box->setCurrentText(wrong);
        CHECK_FALSE(editor.value().has_value());
        CHECK(editor.error().startsWith("expected random, or a list of integers of at least 0"));
    }
}

TEST_CASE("a message below a narrow field has the whole row", "[gui][designer]") {
    ParameterInfo integer = setting(ParameterType::Integer, std::int64_t{7});
    integer.minimum = 1;
    integer.maximum = 99;
    ParameterForm form({integer});
    form.resize(560, 200);
    form.show();
    form.showError("some_setting", "expected a divisor of the 10 classes of fashion-mnist, got 7");
    QCoreApplication::processEvents();
    const auto* message = form.findChild<ErrorLabel*>();
    REQUIRE(message->isVisible());
    CHECK(message->width() > form.width() / 2);
    CHECK(message->height() >= message->heightForWidth(message->width()));
    CHECK(form.findChild<QSpinBox*>()->width() < form.width() / 3);
}

TEST_CASE("the forms have a field for every setting of the catalog", "[gui][designer]") {
    ExperimentForm form;
    for (const ParameterInfo& info : catalog().scenarioParameters())
        CHECK(form.scenario()->editor(info.name) != nullptr);
    for (const ParameterInfo& info : catalog().trainingParameters())
        CHECK(form.training()->editor(info.name) != nullptr);
    for (const ParameterInfo& info : catalog().measuringParameters())
        CHECK(form.measuring()->editor(info.name) != nullptr);
    for (const BackboneInfo& backbone : catalog().backbones()) {
        form.network()->setParameters({{"backbone", backbone.name}});
        for (const ParameterInfo& info : backbone.parameters) CHECK(form.network()->editor(info.name) != nullptr);
    }
    for (const MethodInfo& method : catalog().methods()) {
        form.methods()->addMethod(method.name);
        for (const ParameterInfo& info : method.parameters)
            CHECK(form.methods()->cards().back()->form()->editor(info.name) != nullptr);
    }
}

TEST_CASE("an experiment comes out of the designer as it went in", "[gui][designer]") {
    const ExperimentSpec given = sample();
    ExperimentForm form;
    form.setExperiment(given);
    QString problem;
    const auto taken = form.experiment(&problem);
    CAPTURE(problem.toStdString());
    REQUIRE(taken.has_value());
    CHECK(toToml(*taken) == toToml(given));
    CHECK(*taken == given);
}

TEST_CASE("what is wrong with an experiment is told at its field", "[gui][designer]") {
    ExperimentForm form;
    form.setExperiment(sample());
    form.scenario()->editor("tasks")->setValue(std::int64_t{3});
    CHECK_FALSE(form.experiment().has_value());
    CHECK(form.scenario()->editor("tasks")->error().contains("divisor of the 10 classes"));
    form.scenario()->editor("tasks")->setValue(std::int64_t{5});

    ParameterEditor* stage = form.methods()->cards().front()->form()->editor("first_trainable_stage");
    stage->setValue(std::string("layer9"));
    CHECK_FALSE(form.experiment().has_value());
    CHECK_FALSE(stage->error().isEmpty());
    stage->setValue(std::string());
    CHECK(form.experiment().has_value());
    CHECK(stage->error().isEmpty());

    form.seedsLine()->setText("one");
    CHECK_FALSE(form.experiment().has_value());
}

TEST_CASE("of two cards of one method, the wrong one is told", "[gui][designer]") {
    ExperimentForm form;
    ExperimentSpec twice = sample();
    twice.methods = {twice.methods.front(), twice.methods.front()};
    form.setExperiment(twice);
    const auto stage = [&](std::size_t card) {
        return form.methods()->cards()[card]->form()->editor("first_trainable_stage");
    };
    stage(1)->setValue(std::string("layer9"));
    CHECK_FALSE(form.experiment().has_value());
    CHECK(stage(0)->error().isEmpty());
    CHECK(stage(1)->error().startsWith("expected "));
    CHECK_FALSE(stage(1)->error().contains("first_trainable_stage"));
}

TEST_CASE("the predicted memory names every method, the largest in bold", "[gui][designer]") {
    const QString text = CostPreview::describe(sample());
    CHECK(text.contains("LightCL"));
    CHECK(text.contains("<b>ER"));
    CHECK_FALSE(text.contains("<b>LightCL"));
}

TEST_CASE("a grid is summed up below its methods, with the time it takes here", "[gui][designer]") {
    ExperimentSpec grid = sample();
    grid.seeds = {0, 1, 2};
    grid.selection = {SelectionRule::Validation, 0.2, false};
    grid.methods = {grid.methods.back(), grid.methods.back()};
    grid.methods.back().trainingOverrides.set("learning_rate", 0.5);
    CHECK(CostPreview::describe(grid).contains("6 runs; the largest, of "));
    CHECK(CostPreview::describe(grid).contains("is known once a run has ended on this machine"));
    MachinePace pace;
    pace.add(grid.methods.front().name, grid.network.text("backbone"), 1e12, 1);
    CHECK(CostPreview::describe(grid, pace).contains("one run after another at the pace of a run"));
    ExperimentSpec one = sample();
    one.methods.resize(1);
    one.seeds = {0};
    CHECK_FALSE(CostPreview::describe(one).contains("All:"));
    // How a setting is chosen is kept, though no field shows it.
    ExperimentForm form;
    form.setExperiment(grid);
    CHECK(form.experiment()->selection == grid.selection);
}

TEST_CASE("a pretraining is kept by the form and predicted apart from the methods", "[gui][designer][pretraining]") {
    ExperimentSpec pretrained = sample();
    pretrained.scenario.set("class_order", std::vector<std::int64_t>{});
    pretrained.pretraining =
        parseExperiment(toToml(pretrained) + "[pretraining]\nclasses = 5\nepochs = 7\n", "a").pretraining;
    ExperimentForm form;
    form.setExperiment(pretrained);
    CHECK(form.pretraining()->box()->isChecked());
    CHECK(form.experiment() == pretrained);
    const QString text = CostPreview::describe(pretrained);
    CHECK(text.contains("Pretraining:"));
    CHECK(text.count("LightCL") == 2); // a line each of exact and paper
    CHECK_FALSE(CostPreview::describe(sample()).contains("Pretraining:"));

    form.pretraining()->editor("classes")->setValue(std::vector<std::int64_t>{});
    CHECK_FALSE(form.experiment().has_value());
    CHECK(form.pretraining()->editor("classes")->error().startsWith("expected classes of mnist"));
    form.pretraining()->box()->setChecked(false);
    CHECK(form.experiment()->pretraining.empty());
}

TEST_CASE("a bad spec file is told in the designer and leaves the form alone", "[gui][designer]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("bad.toml");
    QFile out(file);
    REQUIRE(out.open(QIODevice::WriteOnly));
    out.write("name = \"x\"\n[scenario]\ndataset = \"mnist\"\nshuffle = 3\n");
    out.close();
    DesignerPanel panel;
    panel.showExperiment(sample());
    QSignalSpy messages(&panel, &DesignerPanel::message);
    CHECK_FALSE(panel.openFile(file));
    REQUIRE(messages.count() == 1);
    CHECK(messages.front().front().toString().contains("scenario.shuffle"));
    CHECK(panel.form()->experiment() == sample());
}

TEST_CASE("queueing hands over the experiment, and only a good one", "[gui][designer]") {
    DesignerPanel panel;
    QSignalSpy queued(&panel, &DesignerPanel::queueRequested);
    panel.showExperiment(sample());
    panel.queue(true);
    REQUIRE(queued.count() == 1);
    CHECK(queued.front().at(0).value<ExperimentSpec>() == sample());
    CHECK(queued.front().at(1).toBool());
    CHECK(queued.front().at(2).toLongLong() == 0);
    panel.form()->nameLine()->setText(" ");
    panel.queue(true);
    CHECK(queued.count() == 1);
}

TEST_CASE("runs are queued within the memory that is chosen, and without when it is not", "[gui][designer]") {
    DesignerPanel panel;
    QSignalSpy queued(&panel, &DesignerPanel::queueRequested);
    panel.showExperiment(sample());
    panel.show();
    CHECK_FALSE(panel.budgetEdit()->isEnabled());
    panel.budgetEdit()->setMebibytes(0);
    QTest::mouseClick(panel.budgetBox(), Qt::LeftButton, {}, {8, panel.budgetBox()->height() / 2});
    CHECK(panel.budgetBox()->isChecked());
    CHECK(panel.budgetEdit()->isEnabled());
    CHECK(panel.budgetEdit()->bytes() == std::int64_t{512} << 20);
    panel.budgetEdit()->sizeBox()->setFocus();
    panel.budgetEdit()->sizeBox()->selectAll();
    QTest::keyClicks(panel.budgetEdit()->sizeBox(), "96");
    panel.queue(true);
    REQUIRE(queued.count() == 1);
    CHECK(queued.front().at(2).toLongLong() == qint64{96} << 20);
    QTest::mouseClick(panel.budgetBox(), Qt::LeftButton, {}, {8, panel.budgetBox()->height() / 2});
    panel.queue(true);
    CHECK(queued.back().at(2).toLongLong() == 0);
    panel.budgetEdit()->setMebibytes(0); // all windows share it
}
