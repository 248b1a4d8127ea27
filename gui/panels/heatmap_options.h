#pragma once

#include "figures/color_scale.h"
#include "figures/palettes.h"

#include <QToolButton>
#include <optional>

class QAction;
class QActionGroup;
class QMenu;

namespace lightcl {

/// A button with a menu of how heatmaps look: palettes, scale, what stands beside the cells. Palettes and what stands
/// beside are remembered.
class HeatmapOptions : public QToolButton {
    Q_OBJECT
public:
    /// Where a scale's ends come from, beside ScaleChoice: whether all selected runs count or those that are shown.
    enum class Scale { Shown, Shared, Quantiles, Fixed };

    explicit HeatmapOptions(QWidget* parent = nullptr);

    /// The palette chosen for values, or the metric's own.
    [[nodiscard]] Palette valuePalette(bool endsAtOne) const;
    [[nodiscard]] Palette differencePalette() const;
    [[nodiscard]] Scale scale() const { return scale_; }
    [[nodiscard]] bool logarithmic() const;
    [[nodiscard]] bool sizes() const;
    [[nodiscard]] bool map() const;
    /// The metric's values can be shown on a logarithmic scale.
    void setLogarithmicPossible(bool possible);
    void choosePalette(Palette palette);
    void chooseScale(Scale scale);

signals:
    void changed();
    void foldAllWanted(bool fold);

private:
    void addPalettes();
    void addScales();
    QAction* addRemembered(const QString& text, const QString& help, const char* key);

    QMenu* menu_;
    QActionGroup* palettes_;
    QActionGroup* differencePalettes_;
    QActionGroup* scales_;
    QAction* logarithmic_;
    QAction* sizes_;
    QAction* map_;
    Scale scale_ = Scale::Shown;
};

} // namespace lightcl
