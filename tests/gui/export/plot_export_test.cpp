#include "export/figure_device.h"
#include "export/plot_export.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"

#include "gui/export/exported_heatmap.h"
#include "gui/export/pdf_text.h"
#include "support/catch.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFontInfo>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>

using namespace lightcl;

namespace {

/// What an SVG file holds.
struct SvgText {
    QString width, height, text;
    QStringList families;
    int images = 0;

    explicit SvgText(const QString& path) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isCharacters()) text += xml.text();
            if (!xml.isStartElement()) continue;
            if (xml.name() == u"svg") width = xml.attributes().value("width").toString();
            if (xml.name() == u"svg") height = xml.attributes().value("height").toString();
            if (xml.name() == u"image") ++images;
            if (xml.attributes().hasAttribute("font-family"))
                families << xml.attributes().value("font-family").toString();
        }
        CHECK_FALSE(xml.hasError());
        families.removeDuplicates();
    }
};

} // namespace

TEST_CASE("A figure of 8.5 cm in 8 points is a PDF page of that size with its font embedded and 8 points large") {
    const test::ExportedHeatmap heatmap;
    const auto sizeBefore = heatmap.panel.plot()->size();
    const FigureStyle column;
    exportPlot(*heatmap.panel.plot(), heatmap.path("figure.pdf"), ExportFormat::Pdf, column);
    const test::PdfText pdf(test::readBytes(heatmap.folder / "figure.pdf"));
    REQUIRE(pdf.pageSize);
    CHECK(pdf.pageSize->first == Approx(8.5 * 72 / 2.54).margin(0.5));
    CHECK(pdf.pageSize->second == Approx(6.4 * 72 / 2.54).margin(0.5));
    CHECK(pdf.embeddedFonts > 0);
    REQUIRE_FALSE(pdf.fontSizes.empty());
    for (const double size : pdf.fontSizes) CHECK(size == Approx(8).margin(0.05));
    // Cells are rectangles, not a picture.
    CHECK(pdf.images == 0);
    CHECK(pdf.title.find("LightCL") != std::string::npos);
    CHECK(heatmap.panel.plot()->size() == sizeBefore);
}

TEST_CASE("An SVG figure says its size in centimetres, keeps texts as texts and names a font that browsers know") {
    const test::ExportedHeatmap heatmap;
    FigureStyle style;
    style.widthCm = 17.5;
    style.heightCm = 12;
    exportPlot(*heatmap.panel.plot(), heatmap.path("figure.svg"), ExportFormat::Svg, style);
    const SvgText svg(heatmap.path("figure.svg"));
    CHECK(svg.width == "17.5cm");
    CHECK(svg.height == "12cm");
    CHECK(svg.text.contains("layer4.1.conv2"));
    CHECK(svg.text.contains(heatmap.panel.plot()->accessibleName()));
    CHECK(svg.images == 0);
    CHECK(svg.families ==
          QStringList{QString("'%1', sans-serif").arg(QFontInfo(heatmap.panel.plot()->font()).family())});
}

TEST_CASE("A PNG figure has the pixels of its size and resolution, which it records; dark on white in a dark window") {
    const test::ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    const auto theme = plot.theme();
    REQUIRE(theme.isDark());
    exportPlot(plot, heatmap.path("figure.png"), ExportFormat::Png, {});
    const QImage image(heatmap.path("figure.png"));
    CHECK(image.width() == 1004); // 8.5 / 2.54 * 300
    CHECK(image.height() == 756);
    CHECK(image.pixelColor(2, 2) == QColor(Qt::white));
    CHECK(image.dotsPerMeterX() == Approx(300 / 0.0254).margin(1));
    CHECK(image.text("Title") == plot.accessibleName());
    CHECK(plot.theme() == theme);
}

TEST_CASE("A figure leaves the plot as it was on the screen") {
    test::ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    for (int pass = 0; pass < 4; ++pass) plot.replot(); // until its labels have found their room
    const auto before = heatmap.panel.grab().toImage();
    FigureStyle style;
    style.title = true;
    style.palette = FigurePalette::Grey;
    style.points = 14;
    REQUIRE_FALSE(figureImage(plot, style).isNull());
    CHECK(plot.minimumSize() == QSize(0, 0));
    CHECK(plot.updatesEnabled());
    CHECK_FALSE(plot.testAttribute(Qt::WA_SetFont));
    CHECK(heatmap.panel.grab().toImage() == before);
}

TEST_CASE("As on the screen a figure has the window's colours, grey-safe no colour at all") {
    const test::ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    FigureStyle style;
    style.palette = FigurePalette::Screen;
    CHECK(figureImage(plot, style).pixelColor(2, 2) == plot.theme().background);
    style.palette = FigurePalette::Grey;
    const auto grey = figureImage(plot, style);
    CHECK(grey.isGrayscale());
    CHECK_FALSE(figureImage(plot, FigureStyle{}).isGrayscale());
}

TEST_CASE("Curves of one brightness are told apart in grey by their dashes") {
    CurvePlot plot;
    plot.resize(400, 300);
    plot.setCurves({{"one", Qt::red, {0.5, 1}, {1, 2}, {}, {}}, {"two", Qt::red, {0.5, 1}, {2, 1}, {}, {}}});
    FigureStyle style;
    style.palette = FigurePalette::Grey;
    const FigureDress dress(plot, style);
    CHECK(plot.graph(0)->pen().dashPattern() != plot.graph(1)->pen().dashPattern());
    CHECK(plot.graph(0)->pen().color() != plot.graph(1)->pen().color());
}

TEST_CASE("Texts are replaced for an export only") {
    const test::TemporaryFolder folder;
    CurvePlot plot;
    plot.setAccessibleName("Accuracy");
    plot.resize(500, 400);
    plot.setScale({"class-IL accuracy (%)", std::nullopt, false});
    plot.setCurves({{"er, seed 0", Qt::red, {0.5, 1}, {1, 2}, {}, {}}, {"naive", Qt::blue, {0.5, 1}, {2, 1}, {}, {}}});
    FigureStyle style;
    style.title = true;
    const auto found = FigureDress(plot, style).texts();
    CHECK(found.value(0) == "Accuracy");
    for (const auto* text : {"class-IL accuracy (%)", "er, seed 0", "naive"}) CHECK(found.contains(text));
    const auto file = QString::fromStdString((folder / "figure.svg").string());
    exportPlot(plot, file, ExportFormat::Svg, style,
               {{"Accuracy", "Ours & theirs"}, {"er, seed 0", "ER"}, {"class-IL accuracy (%)", ""}});
    const auto text = SvgText(file).text;
    CHECK(text.contains("Ours & theirs"));
    CHECK(text.contains("ER"));
    CHECK_FALSE(text.contains("er, seed 0"));
    CHECK_FALSE(text.contains("class-IL accuracy"));
    CHECK(plot.graph(0)->name() == "er, seed 0");
    CHECK(plot.yAxis->label() == "class-IL accuracy (%)");
    exportPlot(plot, file, ExportFormat::Svg, FigureStyle{});
    CHECK_FALSE(SvgText(file).text.contains("Ours & theirs"));
}

TEST_CASE("The title of a colour scale can be replaced") {
    const test::ExportedHeatmap heatmap;
    FigureStyle style;
    CHECK(FigureDress(*heatmap.panel.plot(), style).texts().contains("Learning plasticity"));
    exportPlot(*heatmap.panel.plot(), heatmap.path("figure.svg"), ExportFormat::Svg, style,
               {{"Learning plasticity", "plasticity"}});
    CHECK(SvgText(heatmap.path("figure.svg")).text.contains("plasticity"));
}

TEST_CASE("Without a legend its names are not drawn; one that has no room is told of") {
    CurvePlot plot;
    plot.resize(500, 400);
    plot.setCurves({{"one", Qt::red, {0.5, 1}, {1, 2}, {}, {}}, {"two", Qt::blue, {0.5, 1}, {2, 1}, {}, {}}});
    FigureStyle style;
    CHECK_FALSE(FigureDress(plot, style).leavesOutLegend());
    style.widthCm = style.heightCm = kSmallestFigureCm;
    style.points = 30;
    CHECK(FigureDress(plot, style).leavesOutLegend());
    style.legend = false;
    {
        const FigureDress dress(plot, style);
        CHECK_FALSE(dress.leavesOutLegend());
        CHECK_FALSE(plot.legend->visible());
    }
    CHECK(plot.legend->visible());
}

TEST_CASE("Lines become as much wider as was asked") {
    QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter target(&image);
    {
        FigureDevice device(target, image.size(), 96, {4, false});
        QPainter painter(&device);
        painter.setPen(QPen(Qt::black, 2));
        painter.drawLine(0, 20, 39, 20);
    }
    target.end();
    int dark = 0;
    for (int y = 0; y < image.height(); ++y) dark += qGray(image.pixel(20, y)) < 128 ? 1 : 0;
    CHECK(dark == 8);
}

TEST_CASE("Marks of the cursor are left out of figures") {
    const test::ExportedHeatmap heatmap;
    auto& plot = *heatmap.panel.plot();
    const auto before = figureImage(plot, 1);
    emit plot.stepped(1, 0);
    REQUIRE(plot.currentCell());
    CHECK(figureImage(plot, 1) == before);
}

TEST_CASE("A plot's data becomes a CSV file") {
    test::ExportedHeatmap heatmap;
    CHECK(heatmap.panel.frame()->exportTo(heatmap.path("figure.csv"), ExportFormat::Csv).isEmpty());
    const auto csv = test::readBytes(heatmap.folder / "figure.csv");
    CHECK(csv.find("run_id,name,method,seed,layer_index,layer,task,epoch,metric,value\n"
                   "1,quick start,lightcl,0,0,conv1,1,1,learning_plasticity,") == 0);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 21 * 15);
}

TEST_CASE("A folder that is not there gives one line") {
    test::ExportedHeatmap heatmap;
    for (const auto format : kExportFormats) {
        const auto problem = heatmap.panel.frame()->exportTo(heatmap.path("none/figure"), format);
        CHECK(problem.startsWith(heatmap.path("none/figure") + ": cannot be written: "));
        CHECK_FALSE(problem.contains('\n'));
    }
}

TEST_CASE("A plot's context menu copies picture and vectors, and its table in every format") {
    test::ExportedHeatmap heatmap;
    emit heatmap.panel.plot()->customContextMenuRequested({5, 5});
    auto* menu = heatmap.panel.frame()->findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
    REQUIRE(menu != nullptr);
    const auto actionOf = [](const QMenu& where, const QString& text) {
        for (auto* action : where.actions())
            if (QString(action->text()).remove('&') == text) return action;
        FAIL("no action " << text.toStdString());
        return static_cast<QAction*>(nullptr);
    };
    actionOf(*menu, "Copy picture")->trigger();
    const auto* copied = QApplication::clipboard()->mimeData();
    CHECK(copied->hasImage());
    CHECK(copied->data("image/svg+xml").contains("layer4.1.conv2"));
    CHECK(copied->data("application/pdf").startsWith("%PDF-"));
    actionOf(*actionOf(*menu, "Copy table as")->menu(), "Markdown")->trigger();
    CHECK(QApplication::clipboard()->text().startsWith("| run\\_id | name |"));
    menu->close();
}
