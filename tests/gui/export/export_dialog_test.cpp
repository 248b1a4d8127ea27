#include "export/export_dialog.h"

#include "export/figure_preview_view.h"
#include "export/figure_style_form.h"
#include "gui/export/exported_heatmap.h"
#include "gui/export/pdf_text.h"
#include "support/catch.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <functional>
#include <utility>

using namespace lightcl;

namespace {

ExportJob jobNamed(const QString& stem, std::function<QString(const QString&, const ExportChoice&)> save = {}) {
    ExportJob job;
    job.stem = stem;
    job.formats.assign(kExportFormats.begin(), kExportFormats.end());
    job.save = save ? std::move(save) : [](const QString&, const ExportChoice&) { return QString(); };
    job.preview = [](const ExportChoice&, QSize) { return FigurePreview(); };
    return job;
}

template <typename Field>
Field* fieldNamed(const QWidget& where, const QString& name) {
    for (auto* field : where.findChildren<Field*>())
        if (field->accessibleName() == name) return field;
    FAIL("no field named " << name.toStdString());
    return nullptr;
}

} // namespace

TEST_CASE("The export dialogue remembers folder, format and looks, and shows why saving failed") {
    const test::TemporaryFolder folder;
    const auto path = QString::fromStdString(folder.path().string());
    FigureStyle style;
    style.widthCm = 12;
    style.points = 9;
    ExportSettings{path, ExportFormat::Png, style}.save();
    QString asked;
    QString problem = "no room left";
    ExportDialog dialog(jobNamed("memory", [&](const QString& file, const ExportChoice& choice) {
        asked = file;
        CHECK(choice.style.widthCm == 12);
        return problem;
    }));
    CHECK(dialog.format() == ExportFormat::Png);
    CHECK(dialog.file() == path + "/memory.png");
    dialog.accept();
    CHECK(asked == path + "/memory.png");
    CHECK(dialog.result() != QDialog::Accepted);
    auto* format = fieldNamed<QComboBox>(dialog, "Format");
    format->setCurrentIndex(format->findData(static_cast<int>(ExportFormat::Csv)));
    problem.clear();
    dialog.accept();
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK(asked == path + "/memory.csv");
    const auto settings = ExportSettings::load();
    CHECK(settings.folder == path);
    CHECK(settings.format == ExportFormat::Csv);
    CHECK(settings.style.widthCm == 12);
    CHECK(settings.style.points == 9);
}

TEST_CASE("Tab leads through the export dialogue as the eye goes") {
    ExportSettings{QDir::tempPath(), ExportFormat::Png, {}}.save();
    ExportDialog dialog(jobNamed("memory"));
    dialog.show();
    REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    dialog.activateWindow();
    QStringList names;
    for (int tab = 0; tab < 8; ++tab) {
        REQUIRE(dialog.focusWidget() != nullptr);
        names << dialog.focusWidget()->accessibleName();
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
    }
    CHECK(names ==
          QStringList{"File name", "Folder", "Choose folder", "Format", "Preset", "Save preset", "Width", "Height"});
}

TEST_CASE("The folder of a path that stands in the file name is remembered") {
    const test::TemporaryFolder folder;
    ExportSettings{QDir::tempPath(), ExportFormat::Pdf, {}}.save();
    ExportDialog dialog(jobNamed("memory"));
    fieldNamed<QLineEdit>(dialog, "File name")->setText(QString::fromStdString((folder / "figure").string()));
    dialog.accept();
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK(ExportSettings::load().folder == QString::fromStdString(folder.path().string()));
}

TEST_CASE("The export dialogue replaces a file only when told again") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "memory.pdf", "former");
    ExportSettings{QString::fromStdString(folder.path().string()), ExportFormat::Pdf, {}}.save();
    int saved = 0;
    ExportDialog dialog(jobNamed("memory", [&](const QString&, const ExportChoice&) {
        ++saved;
        return QString();
    }));
    dialog.accept();
    CHECK(saved == 0);
    dialog.accept();
    CHECK(saved == 1);
}

TEST_CASE("A preset sets size and looks; an own one is saved, chosen again and removed") {
    FigureStyleForm form;
    auto* presets = fieldNamed<QComboBox>(form, "Preset");
    form.setStyle({});
    CHECK(presets->currentIndex() == 0);
    QTest::keyClick(presets, Qt::Key_Down);
    CHECK(form.style().widthCm == 17.5);
    fieldNamed<QDoubleSpinBox>(form, "Width")->setValue(12.3);
    CHECK(presets->currentIndex() == -1);
    CHECK(form.saveAs("Column, 8.5 cm").contains("own presets"));
    CHECK(form.saveAs("  ").contains("needs a name"));
    CHECK(form.saveAs("thesis / wide").isEmpty());
    CHECK(presets->currentText() == "thesis / wide");
    FigureStyleForm later;
    auto* laterPresets = fieldNamed<QComboBox>(later, "Preset");
    laterPresets->setFocus();
    QTest::keyClick(laterPresets, Qt::Key_End);
    CHECK(laterPresets->currentText() == "thesis / wide");
    CHECK(later.style().widthCm == 12.3);
    QTest::mouseClick(fieldNamed<QToolButton>(later, "Remove preset"), Qt::LeftButton);
    CHECK(laterPresets->findText("thesis / wide") == -1);
    CHECK(figurePresets().size() == 3);
}

TEST_CASE("The preview follows what is chosen, and shows what is saved") {
    test::ExportedHeatmap heatmap;
    ExportSettings{QString::fromStdString(heatmap.folder.path().string()), ExportFormat::Png, {}}.save();
    heatmap.panel.show();
    heatmap.panel.frame()->openExportDialog();
    auto* dialog = heatmap.panel.frame()->findChild<ExportDialog*>();
    REQUIRE(dialog != nullptr);
    auto* preview = dialog->findChild<FigurePreviewView*>();
    REQUIRE(QTest::qWaitFor([&] { return !preview->image().isNull(); }));
    const auto before = preview->image();
    CHECK(static_cast<double>(before.width()) / before.height() == Approx(8.5 / 6.4).epsilon(0.02));
    auto* width = fieldNamed<QDoubleSpinBox>(*dialog, "Width");
    width->setFocus();
    width->selectAll();
    QTest::keyClicks(width, "17");
    QTest::keyClick(width, Qt::Key_Tab);
    REQUIRE(QTest::qWaitFor([&] { return preview->image().width() > 2 * preview->image().height(); }));
    dialog->accept();
    const QImage saved(dialog->file());
    CHECK(saved.width() == std::lround(17 / 2.54 * 300));
    CHECK(heatmap.panel.frame()->readout().contains("Saved"));
}
