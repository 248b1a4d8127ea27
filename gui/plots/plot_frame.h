#pragma once

#include "export/export_format.h"
#include "text/table_format.h"

#include <QWidget>
#include <functional>

class QAction;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace lightcl {

class ElidedLabel;
struct ExportChoice;
struct PgfStyle;
class FlowLayout;
class Plot;

/// What surrounds every plot: a title line with the export button, controls, the plot (or a line that says what will
/// appear there), and a readout of what is under the pointer. The plot's context menu exports, copies and resets it. A
/// button that shows everything says that only a part is in view.
class PlotFrame : public QWidget {
    Q_OBJECT
public:
    explicit PlotFrame(Plot* plot, QWidget* parent = nullptr);

    [[nodiscard]] Plot* plot() const { return plot_; }

    void setTitle(const QString& title);
    /// The proposed name of exported files, without ending.
    void setFileStem(const QString& stem) { stem_ = stem; }
    /// The numbers behind the plot, asked for when they are exported or copied.
    void setCsvSource(std::function<Table()> source) { csv_ = std::move(source); }
    /// The plot as a figure for LaTeX; without a source it cannot be exported so.
    using LatexSource = std::function<std::string(const PgfStyle&)>;
    void setLatexSource(LatexSource source) { latex_ = std::move(source); }
    /// Adds a control, after a label (with a mnemonic for it) when one is given.
    void addControl(QWidget* control, const QString& label = {});
    /// Adds a control that needs no label to the title line.
    void addTitleControl(QWidget* control);
    /// What stands in the plot's place while there is nothing to show; empty text shows the plot.
    void setEmptyText(const QString& text);
    void setReadout(const QString& text);
    [[nodiscard]] QString readout() const;
    /// One line about something that went wrong, with a button to dismiss it; empty text hides it.
    void setMessage(const QString& text);
    [[nodiscard]] QString message() const;

    /// Saves figure or data; returns one line when that fails, else nothing.
    QString exportTo(const QString& file, const ExportChoice& choice);
    /// As large as on the screen, `scale` pixels for each of its.
    QString exportTo(const QString& file, ExportFormat format, double scale = 1);
    void openExportDialog();
    [[nodiscard]] const QString& fileStem() const { return stem_; }
    /// Whether there is a plot to export, rather than a line in its place.
    [[nodiscard]] bool hasPlot() const;
    [[nodiscard]] bool exportsLatex() const { return static_cast<bool>(latex_); }

private:
    QToolButton* makeExportButton();
    QToolButton* makeShowAllButton();
    QWidget* makeMessageBar();
    void showContextMenu(const QPoint& pos);
    void copyFigure();
    void copyData(TableFormat format);

    Plot* plot_;
    ElidedLabel* title_;
    QHBoxLayout* head_;
    FlowLayout* controls_;
    QLabel* message_ = nullptr;
    QWidget* messageBar_ = nullptr;
    QStackedWidget* stack_;
    QLabel* empty_;
    ElidedLabel* readout_;
    QToolButton* exportButton_ = nullptr;
    QToolButton* showAllButton_ = nullptr;
    QAction* resetAction_;
    QString value_; ///< the readout without the hint that stands in for an empty one
    QString stem_ = "figure";
    std::function<Table()> csv_;
    LatexSource latex_;
};

} // namespace lightcl
