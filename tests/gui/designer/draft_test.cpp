#include "designer/designer_panel.h"
#include "gui/app/test_window.h"
#include "gui/wait.h"
#include "spec/spec_file.h"
#include "support/example_store.h"
#include "widgets/number_edit.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QTest>
#include <QToolButton>
#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

bool shows(const QWidget& panel, const QString& text) {
    return std::ranges::any_of(panel.findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->text().startsWith(text); });
}

ExperimentSpec quickExperiment() {
    return parseExperiment("name = \"quick\"\n[scenario]\ndataset = \"mnist\"\n[network]\nbackbone = "
                           "\"mlp\"\n[[method]]\nname = \"er\"\n",
                           "quick");
}

struct ShownDesigner {
    ShownDesigner() {
        QSettings().remove("designer");
        panel.resize(560, 900);
        panel.show();
        REQUIRE(QTest::qWaitForWindowExposed(&panel));
        panel.activateWindow();
    }
    void choose(const char* setting, const QString& choice) {
        auto* box = qobject_cast<QComboBox*>(panel.form()->scenario()->editor(setting)->widget());
        REQUIRE(box != nullptr);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int step = 0; step < box->count() && box->currentText() != choice; ++step)
            QTest::keyClick(box, Qt::Key_Down);
        CHECK(box->currentText() == choice);
    }
    [[nodiscard]] bool isShown(const char* setting) {
        return panel.form()->scenario()->editor(setting)->isVisibleTo(&panel);
    }
    DesignerPanel panel;
};

} // namespace

TEST_CASE("what was edited in the designer is there at the next start, also where it does not fit together yet",
          "[gui][designer]") {
    QSettings().remove("designer");
    {
        DesignerPanel before;
        before.keepDraft();
        before.show();
        REQUIRE(QTest::qWaitForWindowExposed(&before));
        before.form()->nameLine()->setFocus();
        before.form()->nameLine()->selectAll();
        QTest::keyClicks(before.form()->nameLine(), "night run");
        QTest::keyClicks(before.form()->seedsLine(), ", 4");
        before.form()->methods()->addMethod("joint");
        before.form()->scenario()->editor("tasks")->setValue(Value(std::int64_t{3})); // of ten classes
        emit before.form()->changed();
        REQUIRE(waitFor([] { return QSettings().value("designer/draft").toString().contains("night run"); }));
        REQUIRE(waitFor([] { return QSettings().value("designer/draft").toString().contains("joint"); }));
    }
    DesignerPanel after;
    after.keepDraft();
    // The form still says what is wrong, at its place.
    CHECK(shows(after, "expected a divisor of the 10 classes"));
    CHECK(after.form()->nameLine()->text() == "night run");
    CHECK(after.form()->seedsLine()->text() == "0, 4");
    CHECK(after.form()->methods()->cards().size() == 3);
    CHECK(after.form()->scenario()->editor("tasks")->valueNow() == Value(std::int64_t{3}));
    QSettings().remove("designer");
}

TEST_CASE("edits that a spec or a run takes the place of can be brought back", "[gui][designer]") {
    ShownDesigner designer;
    const ExperimentSpec other = parseExperiment(
        "name = \"other\"\n[scenario]\ndataset = \"mnist\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = "
        "\"sgd\"\n",
        "other");
    designer.panel.showExperiment(other); // nothing was edited
    CHECK_FALSE(designer.panel.bringBackButton()->isVisible());
    QTest::keyClicks(designer.panel.form()->nameLine(), " edited");
    designer.panel.showExperiment(quickExperiment());
    CHECK(designer.panel.form()->nameLine()->text() == "quick");
    REQUIRE(designer.panel.bringBackButton()->isVisible());
    QTest::mouseClick(designer.panel.bringBackButton(), Qt::LeftButton);
    CHECK(designer.panel.form()->nameLine()->text() == "other edited");
    QTest::mouseClick(designer.panel.bringBackButton(), Qt::LeftButton);
    CHECK(designer.panel.form()->nameLine()->text() == "quick");
}

TEST_CASE("a draft that no longer can be read leaves the form as new", "[gui][designer]") {
    QSettings().setValue("designer/draft", "name = [broken");
    DesignerPanel panel;
    panel.keepDraft();
    CHECK(panel.form()->methods()->cards().size() == 2);
    QSettings().remove("designer");
}

TEST_CASE("fields that mean nothing are not there, and what they hold is the default", "[gui][designer]") {
    ShownDesigner designer;
    for (const char* setting : {"image_size", "skip_unreadable", "transform", "rotation_step"}) {
        INFO(setting);
        CHECK_FALSE(designer.isShown(setting));
    }
    CHECK(designer.isShown("blur"));
    designer.choose("kind", "domain-incremental");
    CHECK(designer.isShown("transform"));
    CHECK_FALSE(designer.isShown("rotation_step"));
    CHECK_FALSE(designer.isShown("task_sizes"));
    designer.choose("transform", "rotated");
    CHECK(designer.isShown("rotation_step"));
    designer.panel.form()->scenario()->editor("rotation_step")->setValue(Value(40.0));
    designer.choose("kind", "class-incremental");
    CHECK_FALSE(designer.isShown("rotation_step"));
    const auto parameters = designer.panel.form()->scenario()->parameters();
    REQUIRE(parameters);
    CHECK(parameters->number("rotation_step") == 15.0);
    designer.choose("dataset", "image-folder");
    CHECK(designer.isShown("image_size"));
}

TEST_CASE("the sizes of tasks say how many there are", "[gui][designer]") {
    ShownDesigner designer;
    auto* sizes = qobject_cast<QLineEdit*>(designer.panel.form()->scenario()->editor("task_sizes")->widget());
    REQUIRE(sizes != nullptr);
    sizes->setFocus();
    QTest::keyClicks(sizes, "4, 3, 3");
    CHECK_FALSE(designer.isShown("tasks"));
    const auto parameters = designer.panel.form()->scenario()->parameters();
    REQUIRE(parameters);
    CHECK(parameters->integer("tasks") == 3);
    CHECK(designer.panel.form()->experiment());
    sizes->clear();
    CHECK(designer.isShown("tasks"));
}

TEST_CASE("every field's own help stands below the form, also that of name and seeds", "[gui][designer]") {
    ShownDesigner designer;
    designer.panel.form()->scenario()->editor("tasks")->widget()->setFocus();
    CHECK(shows(designer.panel, "Tasks that the classes are split into"));
    designer.panel.form()->seedsLine()->setFocus();
    CHECK(shows(designer.panel, "Each method is trained once with every seed"));
    designer.panel.form()->nameLine()->setFocus();
    CHECK(shows(designer.panel, "What the runs are called"));
}

TEST_CASE("a number's field is wide enough for what stands in it", "[gui][designer]") {
    ShownDesigner designer;
    REQUIRE(designer.panel.form()->methods()->cards().front()->method() == "lightcl");
    int fields = 0;
    for (auto* field : designer.panel.findChildren<NumberEdit*>()) {
        if (!field->isVisibleTo(&designer.panel)) continue;
        ++fields;
        for (const double value : {field->value(), 0.00012345, 123456.75}) {
            if (value < field->minimum() || value > field->maximum()) continue;
            field->setValue(value);
            QCoreApplication::processEvents();
            const auto* line = field->findChild<QLineEdit*>();
            INFO(field->accessibleName().toStdString() << " " << field->text().toStdString());
            CHECK(line->width() >= line->fontMetrics().horizontalAdvance(line->text()));
        }
    }
    CHECK(fields > 4);
}

TEST_CASE("what a person should know of the runs is said below the form", "[gui][designer]") {
    ShownDesigner designer;
    CHECK(designer.panel.notes().isEmpty());
    auto* sizes = qobject_cast<QLineEdit*>(designer.panel.form()->scenario()->editor("task_sizes")->widget());
    QTest::keyClicks(sizes, "1, 9");
    CHECK(waitFor([&] { return designer.panel.notes().startsWith("Note: method.lightcl: a task of one class"); }));
    CHECK(shows(designer.panel, "Note: method.lightcl"));
}

TEST_CASE("a preset sets the fields of a card, and a method beside it that has defaults is told", "[gui][designer]") {
    ShownDesigner designer;
    ExperimentSpec experiment = quickExperiment();
    experiment.methods.push_back(experiment.methods.front());
    experiment.methods.back().name = "der";
    experiment.methods.back().parameters.set("alpha", 0.3);
    experiment.methods.back().parameters.set("output_precision", std::string("float32"));
    designer.panel.showExperiment(experiment);
    MethodCard* card = designer.panel.form()->methods()->cards().front();
    const auto buttons = card->findChildren<QToolButton*>();
    const auto button = std::ranges::find(buttons, QStringLiteral("Preset"), &QToolButton::text);
    REQUIRE(button != buttons.end());
    const auto actions = (*button)->menu()->actions();
    const auto preset = std::ranges::find(actions, QStringLiteral("split-mnist-500"), &QAction::text);
    REQUIRE(preset != actions.end());
    CHECK((*preset)->toolTip().contains("learning_rate = 0.1"));
    (*preset)->trigger();
    const auto spec = card->spec();
    REQUIRE(spec.has_value());
    CHECK(spec->parameters.integer("buffer_size") == 500);
    CHECK(spec->parameters.integer("replay_size") == 10);
    CHECK(spec->trainingOverrides == Parameters{{"batch_size", std::int64_t{10}}, {"learning_rate", 0.1}});
    CHECK(waitFor([&] { return designer.panel.notes().contains("ER is set as a preset for the data set, DER not"); }));
}

TEST_CASE("saving proposes the experiment's name, or the file that it came from", "[gui][designer]") {
    const QTemporaryDir folder;
    DesignerPanel panel;
    panel.form()->nameLine()->setText("Night run: 2");
    CHECK(QFileInfo(panel.proposedFile()).fileName() == "night-run-2.toml");
    const QString file = folder.filePath("kept.toml");
    QFile spec(file);
    REQUIRE(spec.open(QIODevice::WriteOnly));
    spec.write("name = \"kept\"\n[scenario]\ndataset = \"mnist\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = "
               "\"sgd\"\n");
    spec.close();
    REQUIRE(panel.openFile(file));
    CHECK(panel.proposedFile() == file);
    panel.form()->nameLine()->setText("another");
    CHECK(panel.proposedFile() == folder.filePath("another.toml"));
}

TEST_CASE("selected runs are taken into the designer as the experiment that makes them", "[gui][designer]") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("store.sqlite");
    const ExampleStore made = writeExampleStore(file.toStdString(), 4194305);
    TestWindow test;
    test.window.openDatabase(file);
    REQUIRE(waitFor([&] { return test.window.runModel().rowCount() == 11; }));
    test.window.runTable().selectRuns({made.done[2], made.done[3], made.done[4], made.done[5]});
    test.window.activateWindow();
    QTest::keyClick(test.window.runTable().view(), Qt::Key_D, Qt::ControlModifier);
    ExperimentForm& form = *test.window.designer().form();
    REQUIRE(form.methods()->cards().size() == 2);
    CHECK(form.methods()->cards()[0]->method() == "er");
    CHECK(form.methods()->cards()[1]->method() == "sgd");
    CHECK(form.seedsLine()->text() == "0, 1");
    QCoreApplication::processEvents();
    CHECK_FALSE(test.window.docks().dock("designer")->visibleRegion().isEmpty());
}
