#pragma once

#include "export/figure_style.h"
#include "plots/plot.h"

#include <QFont>
#include <QMap>
#include <QStringList>
#include <memory>

class QScrollArea;

namespace lightcl {

/// What texts of a figure (axis titles, names, labels) are replaced by, for an export only. An empty one is left out.
using FigureTexts = QMap<QString, QString>;

/// Dresses a plot for paper while it lives: size, font, colours, title, legend and texts of a figure. Cursor and marks
/// under the pointer are hidden. Nothing of it is seen on the screen; afterwards the plot is as it was.
class FigureDress {
public:
    FigureDress(Plot& plot, const FigureStyle& style, const FigureTexts& texts = {});
    ~FigureDress();
    FigureDress(const FigureDress&) = delete;
    FigureDress& operator=(const FigureDress&) = delete;

    /// The figure's size in the plot's units, of which there are perInch() an inch.
    [[nodiscard]] QSize size() const { return size_; }
    [[nodiscard]] double perInch() const { return perInch_; }
    /// The texts that can be replaced, in the order title, axes, legend, labels; each once, numbers left out.
    [[nodiscard]] const QStringList& texts() const { return found_; }
    /// Whether there are names that the figure has no room for.
    [[nodiscard]] bool leavesOutLegend() const;

private:
    void putOn(const FigureStyle& style);
    void addTitle();
    void tellApartInGrey();
    void settle();
    /// Finds all texts; those that are replaced change, when there are any.
    void replaceTexts(const FigureTexts& texts);
    void replaceTicks(QCPAxis& axis, const FigureTexts& texts);
    QString replaced(const QString& text, const FigureTexts& texts);

    /// A text of the plot, to be put back.
    struct FormerLabel {
        QCPAxis* axis;
        QString label;
    };
    struct FormerName {
        QCPAbstractPlottable* plottable;
        QString name;
    };
    struct FormerTicks {
        QSharedPointer<QCPAxisTickerText> ticker;
        QMap<double, QString> ticks;
    };

    Plot& plot_;
    double perInch_;
    QSize size_;
    PlotTheme theme_;
    QFont font_;
    bool ownFont_;
    QSize formerSize_, formerMinimum_, formerMaximum_;
    QScrollArea* scroll_ = nullptr; ///< that the plot is in
    int scrolledTo_ = 0;
    bool updates_;
    double legendShare_;
    bool keepsLabels_;
    QCPTextElement* title_ = nullptr;
    QStringList found_;
    std::vector<FormerLabel> labels_;
    std::vector<FormerName> names_;
    std::vector<FormerTicks> ticks_;
};

/// The plot's size on the screen, its font and lines, for paper.
FigureStyle styleOnScreen(const Plot& plot);

} // namespace lightcl
