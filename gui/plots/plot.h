#pragma once

#include "plots/plot_theme.h"

#include <qcustomplot.h>

namespace lightcl {

/// A plot that looks like the window it is in: it follows the palette, has the keyboard's arrows for a cursor, + and -
/// to zoom and Home to show everything again. Things that are only for the eye at the screen (cursor, marks under the
/// pointer) belong on the layer "overlay", which is left out of exported figures.
class Plot : public QCustomPlot {
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);

    [[nodiscard]] const PlotTheme& theme() const { return theme_; }
    void setTheme(const PlotTheme& theme);
    /// Draws `axis` in the theme's colours (for axes that are not of an axis rect, such as a colour scale's).
    void styleAxis(QCPAxis& axis) const;

    /// Whether the axes follow the data: true until the user zooms or drags, and after resetView().
    [[nodiscard]] bool followsData() const { return followsData_; }
    void resetView();
    void zoomBy(double factor);

    /// Draws soon what has changed; while the plot is hidden, once it is shown again.
    void drawSoon();

    /// Lays the legend out in a row below the plot that wraps with the width.
    void placeLegendBelow();
    void fitLegend();

    [[nodiscard]] QSize sizeHint() const override { return {480, 320}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 90}; }

signals:
    void themed();               ///< the theme changed: recolour what is drawn
    void viewReset();            ///< show everything
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

    PlotTheme theme_;
    bool followsData_ = true;
    bool legendBelow_ = false;
    bool focusedByKey_ = false;
    bool drawWhenShown_ = false;
};

} // namespace lightcl
