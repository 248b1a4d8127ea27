#pragma once

#include <QTableView>

namespace lightcl {

/// The run table's view: groups are opened and folded by their mark in the first column or a double click, and by the
/// keys of trees: Right and + open, Left and - fold, Enter does either; Left in a run's first column goes to its group.
class RunTableView : public QTableView {
    Q_OBJECT
public:
    using QTableView::QTableView;

signals:
    void foldChosen(const QModelIndex& group, bool open);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    bool foldByKey(const QKeyEvent& event);
    [[nodiscard]] QModelIndex groupAbove(const QModelIndex& run) const;
    [[nodiscard]] bool isInFirstColumn(const QModelIndex& cell) const;
};

} // namespace lightcl
