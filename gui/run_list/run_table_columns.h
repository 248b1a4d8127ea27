#pragma once

#include <QAction>
#include <QMenu>
#include <QTableView>
#include <map>

namespace lightcl {

/// The columns of the run table as a person wants them: which are shown, in which order, how wide, and by which the
/// rows are sorted; by mouse on the header, by keys on the current column. Groups' cells are wider than runs', so
/// widths are kept for both. Remembered by the figures' names, so that a later program's other columns do not mix them
/// up.
class RunTableColumns : public QObject {
    Q_OBJECT
public:
    explicit RunTableColumns(QTableView& view);
    ~RunTableColumns() override;

    /// What can be done with the current column, and which columns are shown.
    [[nodiscard]] QMenu& menu() { return *menu_; }
    /// Whether the rows are grouped.
    void setGrouped(bool grouped);
    void save() const;
    void restore();

private:
    using Widths = std::map<QString, int>;

    void setUp();
    void addCommands();
    void addShown();
    QAction* add(const QString& text, const QString& tip, const QKeySequence& keys, void (RunTableColumns::*act)());
    void sortByCurrent();
    void moveLeft() { moveCurrent(-1); }
    void moveRight() { moveCurrent(1); }
    void widen() { resizeCurrent(1); }
    void narrow() { resizeCurrent(-1); }
    void fit();
    void moveCurrent(int step);
    void resizeCurrent(int step);
    void takeUp(const QStringList& columns);
    [[nodiscard]] Widths widths() const;
    void apply(const Widths& widths);

    QTableView* view_;
    QMenu* menu_;
    bool isGrouped_ = false;
    Widths others_; ///< of the state that is not shown: with groups or without
};

} // namespace lightcl
