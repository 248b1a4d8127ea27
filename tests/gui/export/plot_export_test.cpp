#include "export/export_dialog.h"
#include "export/plot_export.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"

#include "app/theme.h"
#include "gui/example_run.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFontInfo>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

using namespace lightcl;

namespace {

struct ExportedHeatmap {
    test::TemporaryFolder folder;
    HeatmapPanel panel;

    ExportedHeatmap() {
        panel.setPalette(Theme::darkPalette());
        panel.resize(600, 420);
        panel.showRuns({test::exampleRun()});
        panel.grab();
    }
    [[nodiscard]] QString path(const char* name) const { return QString::fromStdString((folder / name).string()); }
};

} // namespace

TEST_CASE("A plot becomes a PDF file of its own size") {
    const ExportedHeatmap heatmap;
    exportPlot(*heatmap.panel.plot(), heatmap.path("figure.pdf"), ExportFormat::Pdf);
    const auto bytes = test::readBytes(heatmap.folder / "figure.pdf");
    CHECK(bytes.substr(0, 5) == "%PDF-");
    CHECK(bytes.find("%%EOF") != std::string::npos);
    // Written as UTF-16, a character in two bytes.
    CHECK(bytes.find("/Title") != std::string::npos);
    CHECK(bytes.find(std::string("L\0i\0g\0h\0t\0C\0L", 13)) != std::string::npos);
    CHECK(bytes.size() > 2000);
}

TEST_CASE("A plot becomes an SVG file that parses") {
    const ExportedHeatmap heatmap;
    exportPlot(*heatmap.panel.plot(), heatmap.path("figure.svg"), ExportFormat::Svg);
    QFile file(heatmap.path("figure.svg"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString viewBox;
    QString text;
    QStringList families;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"svg") viewBox = xml.attributes().value("viewBox").toString();
        if (xml.isStartElement() && xml.attributes().hasAttribute("font-family"))
            families << xml.attributes().value("font-family").toString();
        if (xml.isCharacters()) text += xml.text();
    }
    CHECK_FALSE(xml.hasError());
    const auto size = heatmap.panel.plot()->size();
    CHECK(viewBox == QString("0 0 %1 %2").arg(size.width()).arg(size.height()));
    CHECK(text.contains("layer4.1.conv2"));
    CHECK(text.contains(heatmap.panel.plot()->accessibleName()));
    // A family that is there, and one that every browser knows behind it.
    REQUIRE_FALSE(families.isEmpty());
    families.removeDuplicates();
    CHECK(families == QStringList{QString("'%1', sans-serif").arg(QFontInfo(heatmap.panel.plot()->font()).family())});
}

TEST_CASE("A plot becomes a PNG file, its size times the scale, dark on white in a dark window") {
    const ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    const auto theme = plot.theme();
    REQUIRE(theme.isDark());
    exportPlot(plot, heatmap.path("figure.png"), ExportFormat::Png, 2.5);
    const QImage image(heatmap.path("figure.png"));
    CHECK(image.width() == Approx(plot.width() * 2.5).margin(1));
    CHECK(image.height() == Approx(plot.height() * 2.5).margin(1));
    CHECK(image.pixelColor(2, 2) == QColor(Qt::white));
    // As large on paper as on the screen.
    CHECK(image.dotsPerMeterX() == Approx(plot.logicalDpiX() * 2.5 / 0.0254).margin(1));
    CHECK(image.text("Title") == plot.accessibleName());
    CHECK(plot.theme() == theme);
}

TEST_CASE("Marks of the cursor are left out of figures") {
    const ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    const auto before = figureImage(plot, 1);
    emit plot.stepped(1, 0);
    REQUIRE(plot.currentCell());
    CHECK(figureImage(plot, 1) == before);
}

TEST_CASE("A plot's data becomes a CSV file") {
    ExportedHeatmap heatmap;
    CHECK(heatmap.panel.frame()->exportTo(heatmap.path("figure.csv"), ExportFormat::Csv, 1).isEmpty());
    const auto csv = test::readBytes(heatmap.folder / "figure.csv");
    CHECK(csv.find("run_id,name,method,seed,layer_index,layer,task,epoch,metric,value\n"
                   "1,quick start,lightcl,0,0,conv1,1,1,learning_plasticity,") == 0);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 21 * 15);
}

TEST_CASE("A folder that is not there gives one line") {
    ExportedHeatmap heatmap;
    for (const auto format : kExportFormats) {
        const auto problem = heatmap.panel.frame()->exportTo(heatmap.path("none/figure"), format, 1);
        CHECK(problem.startsWith(heatmap.path("none/figure") + ": cannot be written: "));
        CHECK_FALSE(problem.contains('\n'));
    }
}

TEST_CASE("The export dialogue remembers folder, format and scale, and shows why saving failed") {
    const test::TemporaryFolder folder;
    const auto path = QString::fromStdString(folder.path().string());
    ExportSettings{path, ExportFormat::Png, 3}.save();
    QString asked;
    QString problem = "no room left";
    ExportDialog dialog("memory", {400, 300}, [&](const QString& file, ExportFormat, double) {
        asked = file;
        return problem;
    });
    CHECK(dialog.format() == ExportFormat::Png);
    CHECK(dialog.file() == path + "/memory.png");
    dialog.accept();
    CHECK(asked == path + "/memory.png");
    CHECK(dialog.result() != QDialog::Accepted);
    auto* format = dialog.findChild<QComboBox*>();
    format->setCurrentIndex(format->findData(static_cast<int>(ExportFormat::Csv)));
    problem.clear();
    dialog.accept();
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK(asked == path + "/memory.csv");
    CHECK(ExportSettings::load() == ExportSettings{path, ExportFormat::Csv, 3});
}

TEST_CASE("Tab leads through the export dialogue as the eye goes: name, folder, its button, format, Save") {
    ExportSettings{QDir::tempPath(), ExportFormat::Png, 2}.save();
    ExportDialog dialog("memory", {400, 300}, [](const QString&, ExportFormat, double) { return QString(); });
    dialog.show();
    REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    dialog.activateWindow();
    QStringList names;
    for (int tab = 0; tab < 6; ++tab) {
        REQUIRE(dialog.focusWidget() != nullptr);
        const auto* button = qobject_cast<QPushButton*>(dialog.focusWidget());
        names << (button != nullptr ? button->text() : dialog.focusWidget()->accessibleName());
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
    }
    CHECK(names.mid(0, 5) == QStringList{"File name", "Folder", "Choose folder", "Format", "Scale"});
    CHECK(names[5].remove('&') == "Save");
}

TEST_CASE("The folder of a path that stands in the file name is remembered") {
    const test::TemporaryFolder folder;
    ExportSettings{QDir::tempPath(), ExportFormat::Pdf, 2}.save();
    ExportDialog dialog("memory", {400, 300}, [](const QString&, ExportFormat, double) { return QString(); });
    const auto path = QString::fromStdString((folder / "figure").string());
    for (auto* line : dialog.findChildren<QLineEdit*>())
        if (line->accessibleName() == "File name") line->setText(path);
    dialog.accept();
    CHECK(dialog.result() == QDialog::Accepted);
    CHECK(ExportSettings::load().folder == QString::fromStdString(folder.path().string()));
}

TEST_CASE("The export dialogue replaces a file only when told again") {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "memory.pdf", "former");
    ExportSettings{QString::fromStdString(folder.path().string()), ExportFormat::Pdf, 2}.save();
    int saved = 0;
    ExportDialog dialog("memory", {400, 300}, [&](const QString&, ExportFormat, double) {
        ++saved;
        return QString();
    });
    dialog.accept();
    CHECK(saved == 0);
    dialog.accept();
    CHECK(saved == 1);
}
