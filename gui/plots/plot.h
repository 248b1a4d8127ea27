#pragma once

#include "plots/plot_theme.h"

#include <map>
#include <qcustomplot.h>

namespace lightcl {

/// A plot that looks like the window it is in: it follows the palette, has the keyboard's arrows for a cursor, + and -
/// to zoom and Home to show everything again. Numbers have a decimal point in every locale, as in all other texts.
/// Things that are only for the eye at the screen (cursor, marks under the pointer) belong on the layer "overlay",
/// which is left out of exported figures.
class Plot : public QCustomPlot {
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);

    [[nodiscard]] const PlotTheme& theme() const { return theme_; }
    void setTheme(const PlotTheme& theme);
    /// Draws `axis` in the theme's colours (for axes that are not of an axis rect, such as a colour scale's).
    void styleAxis(QCPAxis& axis) const;

    /// Whether the axes follow the data: true until the user zooms or drags, and again once everything is in view.
    [[nodiscard]] bool followsData() const { return followsData_; }
    void resetView();
    void zoomBy(double factor);
    /// What an axis shows when everything is in view: it is there while the axes follow the data, and neither drag nor
    /// zoom lead out of it. A range that a following axis is given otherwise counts as this, too.
    void setHome(QCPAxis& axis, const QCPRange& range);

    /// Draws soon what has changed; while the plot is hidden, once it is shown again.
    void drawSoon();
    /// Draws one of the plot's buffered layers anew, by itself; while the plot is hidden, all of it once it is shown.
    void redrawLayer(const char* layerName);

    /// Lays the legend out in a row below the plot that wraps with the width.
    void placeLegendBelow();
    void fitLegend();
    /// How much of the plot's height its names may take before they are left out; 0: there are none.
    [[nodiscard]] double legendShare() const { return legendShare_; }
    void setLegendShare(double share);
    /// Draws everything anew with the present theme, font and size, as when one of them had changed.
    void redress();

    [[nodiscard]] QSize sizeHint() const override { return {480, 320}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 90}; }

signals:
    void themed();               ///< the theme changed: recolour what is drawn
    void viewReset();            ///< show everything
    void zoomed(bool isZoomed);  ///< whether only a part is in view has changed
    void pointerAt(QPointF pos); ///< the pointer moved over the plot; pixels
    void pointerLeft();
    void stepped(int dx, int dy); ///< an arrow key: right and down are positive
    void picked();                ///< Enter or space
    void cancelled();             ///< Escape

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void applyTheme();
    void bound(QCPAxis& axis);
    void checkZoom();

    PlotTheme theme_;
    std::map<QCPAxis*, QCPRange> homes_;
    bool isZoomed_ = false;
    bool followsData_ = true;
    bool legendBelow_ = false;
    double legendShare_ = 0.35; ///< the curves come first: the rest must be enough to read them by
    bool focusedByKey_ = false;
    bool drawWhenShown_ = false;
};

} // namespace lightcl
