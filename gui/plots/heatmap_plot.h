#pragma once

#include "plots/heatmap_content.h"
#include "plots/heatmap_parts.h"
#include "plots/plot.h"

#include <QTimer>
#include <optional>
#include <vector>

namespace lightcl {

/// Draws layer grids side by side: layers from top to bottom in their stages, columns grouped by task, one colour scale
/// at the right for all of them; cells without a value are hatched, zeros that have no place on the scale are grey.
/// Beside them the network's map: each layer's weights to the left and the activations kept for a batch to the right,
/// as wide as their bytes, coloured as the cell in the cursor's column.
///
/// The pointer or the arrow keys choose a cell, a click or Enter picks it; a double click shows everything. A click on
/// a stage's bracket, or F, folds it. The freeze line, across grids and map, is dragged, or moved with Ctrl and the up
/// and down keys: what lies above it (towards the image) is frozen.
class HeatmapPlot : public Plot {
    Q_OBJECT
public:
    explicit HeatmapPlot(QWidget* parent = nullptr);

    /// Shows grids; the zoom stays unless the plot follows its data.
    void show(HeatmapContent content);
    /// Shows one grid by itself. `logarithmic` counts for metrics whose own scale is.
    void show(LayerGrid grid, const MetricInfo& metric, bool logarithmic);

    [[nodiscard]] const HeatmapContent& content() const { return content_; }
    /// A cell's colour.
    [[nodiscard]] QColor colorOf(double value) const;
    /// The first pane's.
    [[nodiscard]] const LayerGrid& grid() const;
    [[nodiscard]] const ColorScale& colors() const { return content_.colors; }
    /// Marks a row; none removes the mark.
    void setPinnedRow(std::optional<std::size_t> row);
    /// Marks the column of the moment, which the map's colours are of while the cursor is nowhere; none: the last.
    void setMarkedColumn(std::optional<std::size_t> column);
    [[nodiscard]] std::optional<std::size_t> markedColumn() const { return marked_; }

    [[nodiscard]] std::optional<Cell> currentCell() const { return current_; }
    /// The pane that the current cell was chosen in; the cursor stands in all of them.
    [[nodiscard]] std::size_t currentPane() const { return pane_; }
    /// The cell chosen last, though the pointer may be elsewhere now.
    [[nodiscard]] std::optional<Cell> lastCell() const { return last_; }
    void setCurrentCell(Cell cell);

    /// Moves the freeze line to a stage, as dragging does; nothing happens without a line.
    void setFreezeLine(std::size_t firstTrainable);
    [[nodiscard]] std::optional<std::size_t> freezeLine() const { return content_.freezeLine; }
    void setAdviceLine(std::optional<std::size_t> firstTrainable);

    // Where things are, in pixels.
    [[nodiscard]] QPointF pixelOf(Cell cell, std::size_t pane = 0) const;
    /// The line above the first stage that is trainable.
    [[nodiscard]] double freezeLinePixel(std::size_t firstTrainable) const;
    /// The middle of a stage's bracket.
    [[nodiscard]] QPointF bracketPixel(const std::string& stage) const;
    /// A row's blocks in the network map; empty while the map is not shown.
    [[nodiscard]] QRectF mapBlock(std::size_t row) const;

signals:
    void cellChanged(); ///< currentCell() is another or none now
    void cellPicked(lightcl::Cell cell);
    void stageToggled(const QString& stage); ///< to be folded, or unfolded
    void allStagesToggled();
    void freezeLineMoved(std::size_t firstTrainable); ///< by the user, while it moves
    void mapPointed(int row);                         ///< the pointer is on the row's blocks; -1: on none any more

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    // heatmap_plot.cpp: the parts, and what the user does
    void buildScale();
    void connectKeys();
    void matchPanes();
    void buildPane();
    void showAll();
    void setCurrent(std::optional<Cell> cell);
    void stepCurrent(int dx, int dy);
    void pointAt(QPointF pos);
    [[nodiscard]] std::optional<std::size_t> paneAt(QPointF pos) const;
    [[nodiscard]] std::optional<std::string> bracketAt(QPointF pos) const;
    [[nodiscard]] std::size_t restingColumn() const;

    // heatmap_colors.cpp: the scale and the cells
    void recolor();
    void setScale();
    void fillCells();

    // heatmap_labels.cpp: what stands around the cells
    void layOut();
    bool labelColumns();
    bool labelRows();
    bool labelScale();
    void paintRowLabels(QCPPainter& painter) const;
    void paintBrackets(QCPPainter& painter) const;
    [[nodiscard]] int bracketWidth() const;
    [[nodiscard]] int sizesWidth() const;

    // heatmap_drawing.cpp: what is painted on the cells
    void paintGround(QCPPainter& painter, std::size_t pane) const;
    void paintZeros(QCPPainter& painter, std::size_t pane) const;
    void paintLines(QCPPainter& painter, std::size_t pane) const;
    void paintFaded(QCPPainter& painter, std::size_t pane) const;
    void paintMarks(QCPPainter& painter, std::size_t pane) const;
    [[nodiscard]] QRectF pixelRect(std::size_t pane, Cell first, Cell last) const;
    [[nodiscard]] double cellWidth() const;
    [[nodiscard]] double cellHeight() const;

    // heatmap_map.cpp: the network map
    void buildMap();
    void fitMap();
    [[nodiscard]] bool hasMap() const;
    void paintMap(QCPPainter& painter) const;
    void paintMapBlock(QCPPainter& painter, std::size_t row, std::size_t column) const;

    // heatmap_freeze.cpp: the freeze line
    [[nodiscard]] bool hasFreezeLine() const { return content_.freezeLine && content_.byStage; }
    [[nodiscard]] std::size_t stageCount() const;
    [[nodiscard]] std::size_t lineAt(double y) const;
    [[nodiscard]] bool isOnFreezeLine(QPointF pos) const;
    void moveFreezeLine(std::size_t firstTrainable);
    void paintFreezeLine(QCPPainter& painter) const;
    void paintAdvice(QCPPainter& painter) const;

    HeatmapContent content_;
    QCPLayoutGrid* grids_; ///< the panes and the map, in a row
    std::vector<HeatmapGridParts> panes_;
    QCPAxisRect* map_ = nullptr;
    QCPColorScale* scale_;
    std::optional<Cell> current_;
    std::optional<Cell> last_;
    std::size_t pane_ = 0;
    std::size_t column_ = 0; ///< of the map's colours: the cursor's, or the moment's
    std::optional<std::size_t> pinned_;
    std::optional<std::size_t> marked_; ///< the moment's column
    int mapRow_ = -1;
    double sizes_ = 0;  ///< width of the columns beside the layers' names; 0: no room
    double labels_ = 0; ///< width of the names
    QPointF pressed_;
    Cell clicked_;
    QTimer click_; ///< runs while a click may still become a double click
    bool doubleClicked_ = false;
    bool draggingLine_ = false;
};

} // namespace lightcl
