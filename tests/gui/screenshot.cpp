#include "gui/screenshot.h"
#include "support/places.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl::test {

namespace {

constexpr int kBlock = 4;
constexpr double kVisible = 36; ///< of 255, mean over a block
constexpr double kTolerated = 0.006;

std::array<double, 3> meanOfBlock(const QImage& image, int left, int top) {
    std::array<double, 3> sum{};
    int count = 0;
    for (int y = top; y < std::min(top + kBlock, image.height()); ++y)
        for (int x = left; x < std::min(left + kBlock, image.width()); ++x, ++count) {
            const auto pixel = image.pixel(x, y);
            sum[0] += qRed(pixel);
            sum[1] += qGreen(pixel);
            sum[2] += qBlue(pixel);
        }
    for (auto& channel : sum) channel /= count;
    return sum;
}

QImage pictureOf(QWidget& widget) {
    widget.grab(); // settles the layout: labels are chosen once the plots know their size
    for (int round = 0; round < 5; ++round) QApplication::processEvents();
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QString inFolder(const std::filesystem::path& folder, const QString& name) {
    return QDir(QString::fromStdString(folder.string())).filePath(name);
}

} // namespace

double pictureDifference(const QImage& first, const QImage& second) {
    if (first.size() != second.size()) return 1;
    int blocks = 0;
    int different = 0;
    for (int y = 0; y < first.height(); y += kBlock)
        for (int x = 0; x < first.width(); x += kBlock, ++blocks) {
            const auto a = meanOfBlock(first, x, y);
            const auto b = meanOfBlock(second, x, y);
            double largest = 0;
            for (std::size_t channel = 0; channel < a.size(); ++channel)
                largest = std::max(largest, std::abs(a[channel] - b[channel]));
            if (largest > kVisible) ++different;
        }
    return blocks == 0 ? 0 : static_cast<double>(different) / blocks;
}

QString compareWithBaseline(QWidget& widget, const QString& name) {
    const auto picture = pictureOf(widget);
    const auto baseline = inFolder(sourceFolder() / "tests/screens", name + ".png");
    if (qEnvironmentVariableIsSet("LIGHTCL_UPDATE_SCREENS"))
        return picture.save(baseline) ? QString() : baseline + ": cannot be written";
    const double difference = pictureDifference(picture, QImage(baseline).convertToFormat(QImage::Format_RGB32));
    if (difference <= kTolerated) return {};
    const QDir folder(inFolder(programFolder(), "../screens"));
    folder.mkpath(".");
    const auto received = QDir::cleanPath(folder.filePath(name + ".received.png"));
    picture.save(received);
    return QString("%1: %2 % of the picture differs from the baseline; see %3")
        .arg(name)
        .arg(difference * 100, 0, 'f', 2)
        .arg(received);
}

} // namespace lightcl::test
