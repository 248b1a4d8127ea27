#include "panels/heatmap_options.h"

#include "plots/color_map.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QSettings>

namespace lightcl {

namespace {

constexpr auto kPaletteKey = "heatmap/palette";
constexpr auto kDifferencePaletteKey = "heatmap/differencePalette";

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QIcon paletteIcon(Palette palette) {
    const ColorMap map([palette](double at) { return paletteColor(palette, at); });
    QPixmap pixmap(48, 14);
    QPainter painter(&pixmap);
    for (int x = 0; x < pixmap.width(); ++x) {
        painter.setPen(map.at(x / (pixmap.width() - 1.0)));
        painter.drawLine(x, 0, x, pixmap.height());
    }
    return pixmap;
}

std::optional<Palette> chosenOf(const QActionGroup& group) {
    const auto* action = group.checkedAction();
    const auto* info = action ? findPalette(action->data().toString().toStdString()) : nullptr;
    return info ? std::optional(info->palette) : std::nullopt;
}

} // namespace

HeatmapOptions::HeatmapOptions(QWidget* parent)
    : QToolButton(parent), menu_(new QMenu(this)), palettes_(new QActionGroup(this)),
      differencePalettes_(new QActionGroup(this)), scales_(new QActionGroup(this)) {
    setText(tr("View"));
    setMenu(menu_);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("View of the heatmap"));
    setToolTip(tr("Palette, scale, and what stands beside the cells"));
    menu_->setToolTipsVisible(true);
    addPalettes();
    addScales();
    logarithmic_ = menu_->addAction(tr("&Logarithmic scale"));
    logarithmic_->setCheckable(true);
    logarithmic_->setChecked(true); // plasticity spans decades: the first layer and the head outshine the rest
    logarithmic_->setToolTip(tr("Metrics that end at 1, and differences, always have a linear one"));
    connect(logarithmic_, &QAction::toggled, this, &HeatmapOptions::changed);
    menu_->addSeparator();
    sizes_ = addRemembered(tr("Layers' &sizes"), tr("Parameters, bytes of weights and operations beside each layer"),
                           "heatmap/sizes");
    map_ = addRemembered(tr("Network &map"),
                         tr("Each layer's weights and activations, as wide as their bytes, coloured by the metric"),
                         "heatmap/map");
    menu_->addSeparator();
    auto* fold = menu_->addAction(tr("&Fold all stages"));
    fold->setToolTip(tr("A row for each stage, with its layers' mean (F folds the cursor's stage, Shift+F all)"));
    connect(fold, &QAction::triggered, this, [this] { emit foldAllWanted(true); });
    auto* unfold = menu_->addAction(tr("&Unfold all stages"));
    unfold->setToolTip(tr("A row for each layer again"));
    connect(unfold, &QAction::triggered, this, [this] { emit foldAllWanted(false); });
}

QAction* HeatmapOptions::addRemembered(const QString& text, const QString& help, const char* key) {
    auto* action = menu_->addAction(text);
    action->setCheckable(true);
    action->setChecked(QSettings().value(key, true).toBool());
    action->setToolTip(help);
    connect(action, &QAction::toggled, this, [this, key](bool on) {
        QSettings().setValue(key, on);
        emit changed();
    });
    return action;
}

void HeatmapOptions::addPalettes() {
    auto* menu = menu_->addMenu(tr("&Palette"));
    menu->setToolTipsVisible(true);
    const auto add = [&](QActionGroup& group, const QString& text, const QString& help, const QString& name,
                         const char* key) {
        auto* action = menu->addAction(text);
        action->setToolTip(help);
        action->setCheckable(true);
        action->setData(name);
        action->setChecked(QSettings().value(key).toString() == name);
        group.addAction(action);
        connect(action, &QAction::triggered, this, [this, name, key] {
            QSettings().setValue(key, name);
            emit changed();
        });
        return action;
    };
    menu->addSection(tr("Values"));
    auto* own = add(*palettes_, tr("The metric's own"),
                    tr("Cividis for shares and similarities, viridis for what has no natural end; as in reports"),
                    QString(), kPaletteKey);
    for (const PaletteInfo& info : kPalettes)
        if (!info.diverging)
            add(*palettes_, textOf(info.title), tr("For every metric; even in lightness, fit for colour-blind eyes"),
                textOf(info.name), kPaletteKey)
                ->setIcon(paletteIcon(info.palette));
    menu->addSection(tr("Differences"));
    for (const PaletteInfo& info : kPalettes)
        if (info.diverging)
            add(*differencePalettes_, textOf(info.title),
                tr("Lightest where nothing differs, fit for colour-blind eyes"), textOf(info.name),
                kDifferencePaletteKey)
                ->setIcon(paletteIcon(info.palette));
    if (!palettes_->checkedAction()) own->setChecked(true);
    if (!differencePalettes_->checkedAction()) differencePalettes_->actions().front()->setChecked(true);
}

void HeatmapOptions::addScales() {
    auto* menu = menu_->addMenu(tr("S&cale"));
    menu->setToolTipsVisible(true);
    const auto add = [&](Scale scale, const QString& text, const QString& help) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setToolTip(help);
        action->setData(static_cast<int>(scale));
        action->setChecked(scale == scale_);
        scales_->addAction(action);
        connect(action, &QAction::triggered, this, [this, scale] { chooseScale(scale); });
    };
    add(Scale::Shown, tr("From what is &shown"), tr("From the metric and the values that are shown"));
    add(Scale::Shared, tr("Shared by all selected &runs"), tr("The same for every run that is selected, to compare"));
    add(Scale::Quantiles, tr("Cut at 5 % and 95 %"), tr("A few outliers do not take the colours of all others"));
    add(Scale::Fixed, tr("&Fixed …"), tr("Between two numbers"));
}

Palette HeatmapOptions::valuePalette(bool endsAtOne) const {
    return chosenOf(*palettes_).value_or(paletteOf(endsAtOne));
}

Palette HeatmapOptions::differencePalette() const {
    return chosenOf(*differencePalettes_).value_or(kDifferencePalette);
}

bool HeatmapOptions::logarithmic() const {
    return logarithmic_->isChecked();
}

bool HeatmapOptions::sizes() const {
    return sizes_->isChecked();
}

bool HeatmapOptions::map() const {
    return map_->isChecked();
}

void HeatmapOptions::setLogarithmicPossible(bool possible) {
    logarithmic_->setEnabled(possible);
}

void HeatmapOptions::choosePalette(Palette palette) {
    for (auto* group : {palettes_, differencePalettes_})
        for (auto* action : group->actions()) {
            const auto* info = findPalette(action->data().toString().toStdString());
            if (info && info->palette == palette) action->trigger();
        }
}

void HeatmapOptions::chooseScale(Scale scale) {
    scale_ = scale;
    for (auto* action : scales_->actions()) action->setChecked(action->data().toInt() == static_cast<int>(scale));
    emit changed();
}

} // namespace lightcl
