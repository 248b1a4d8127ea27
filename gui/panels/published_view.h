#pragma once

#include "reading/run_data.h"
#include "widgets/draw_when_shown.h"

#include <QWidget>
#include <vector>

class QLabel;
class QTableView;

namespace lightcl {

class TableModel;

/// The selected runs beside LightCL's published Table 1, cell by cell.
class PublishedView : public QWidget {
    Q_OBJECT
public:
    explicit PublishedView(QWidget* parent = nullptr);

    /// While the view is hidden, filled once it is shown.
    void showRuns(const std::vector<RunDataPtr>& runs);
    [[nodiscard]] QTableView* view() const { return view_; }
    [[nodiscard]] QLabel* caption() const { return caption_; }

private:
    void fill();

    QTableView* view_;
    TableModel* model_;
    QLabel* caption_;
    std::vector<RunDataPtr> runs_;
    DrawWhenShown drawing_{*this, [this] { fill(); }};
};

} // namespace lightcl
