#include "export/figure_style.h"

#include <QObject>
#include <QSettings>
#include <QSize>
#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl {

namespace {

constexpr auto kPresetsKey = "export/presets";
constexpr std::array kPaletteNames = {"print", "screen", "grey"};

std::vector<FigurePreset> givenPresets() {
    FigureStyle page;
    page.widthCm = 17.5;
    page.heightCm = 8.5;
    FigureStyle slide;
    slide.widthCm = 25.4;
    slide.heightCm = 14.3;
    slide.points = 16;
    slide.lineWidth = 2;
    slide.title = true;
    slide.resolution = 150;
    return {{QObject::tr("Column, 8.5 cm"), FigureStyle{}, false},
            {QObject::tr("Page, 17.5 cm"), page, false},
            {QObject::tr("Slide, 25.4 cm"), slide, false}};
}

std::vector<FigurePreset> ownPresets() {
    QSettings settings;
    std::vector<FigurePreset> presets;
    const int count = settings.beginReadArray(kPresetsKey);
    for (int index = 0; index < count; ++index) {
        settings.setArrayIndex(index);
        const auto name = settings.value("name").toString();
        if (!name.isEmpty()) presets.push_back({name, readStyle(settings), true});
    }
    std::ranges::sort(presets, {}, [](const FigurePreset& preset) { return preset.name.toLower(); });
    return presets;
}

void storeOwn(const std::vector<FigurePreset>& presets) {
    QSettings settings;
    settings.remove(kPresetsKey);
    settings.beginWriteArray(kPresetsKey, static_cast<int>(presets.size()));
    for (int index = 0; index < std::ssize(presets); ++index) {
        settings.setArrayIndex(index);
        settings.setValue("name", presets[static_cast<std::size_t>(index)].name);
        writeStyle(settings, presets[static_cast<std::size_t>(index)].style);
    }
}

std::vector<FigurePreset> ownWithout(const QString& name) {
    auto presets = ownPresets();
    std::erase_if(presets, [&](const FigurePreset& preset) { return preset.name == name; });
    return presets;
}

} // namespace

QSize FigureStyle::sizeInUnits(double perInch) const {
    const auto units = [perInch](double cm) { return static_cast<int>(std::lround(cm / 2.54 * perInch)); };
    return {units(widthCm), units(heightCm)};
}

FigureStyle withinBounds(FigureStyle style) {
    const auto hold = [](double value, double low, double high, double otherwise) {
        return std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
    };
    const FigureStyle usual;
    style.widthCm = hold(style.widthCm, kSmallestFigureCm, kLargestFigureCm, usual.widthCm);
    style.heightCm = hold(style.heightCm, kSmallestFigureCm, kLargestFigureCm, usual.heightCm);
    style.points = hold(style.points, 4, 72, usual.points);
    style.lineWidth = hold(style.lineWidth, 0.25, 8, usual.lineWidth);
    style.resolution = hold(style.resolution, 50, 1200, usual.resolution);
    return style;
}

void writeStyle(QSettings& settings, const FigureStyle& style) {
    settings.setValue("width_cm", style.widthCm);
    settings.setValue("height_cm", style.heightCm);
    settings.setValue("font", style.family);
    settings.setValue("points", style.points);
    settings.setValue("line_width", style.lineWidth);
    settings.setValue("resolution", style.resolution);
    settings.setValue("palette", kPaletteNames[static_cast<std::size_t>(style.palette)]);
    settings.setValue("title", style.title);
    settings.setValue("legend", style.legend);
}

FigureStyle readStyle(const QSettings& settings, FigureStyle style) {
    const auto number = [&](const char* key, double& value) { value = settings.value(key, value).toDouble(); };
    number("width_cm", style.widthCm);
    number("height_cm", style.heightCm);
    number("points", style.points);
    number("line_width", style.lineWidth);
    number("resolution", style.resolution);
    style.family = settings.value("font", style.family).toString();
    const auto palette = settings.value("palette").toString();
    for (std::size_t index = 0; index < kPaletteNames.size(); ++index)
        if (palette == QLatin1String(kPaletteNames[index])) style.palette = static_cast<FigurePalette>(index);
    style.title = settings.value("title", style.title).toBool();
    style.legend = settings.value("legend", style.legend).toBool();
    return withinBounds(style);
}

std::vector<FigurePreset> figurePresets() {
    auto presets = givenPresets();
    for (auto& preset : ownPresets()) presets.push_back(std::move(preset));
    return presets;
}

void saveFigurePreset(const QString& name, const FigureStyle& style) {
    auto presets = ownWithout(name);
    presets.push_back({name, style, true});
    storeOwn(presets);
}

void removeFigurePreset(const QString& name) {
    storeOwn(ownWithout(name));
}

bool isGivenPreset(const QString& name) {
    return std::ranges::any_of(givenPresets(), [&](const FigurePreset& preset) { return preset.name == name; });
}

} // namespace lightcl
