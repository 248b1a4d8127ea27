#pragma once

#include <QMenu>
#include <QToolButton>
#include <utility>
#include <vector>

namespace lightcl {

/// The button beside the filter line whose menu keeps filters by name, in the settings: saves the one that is shown,
/// brings one back, forgets one.
class SavedFilters : public QToolButton {
    Q_OBJECT
public:
    explicit SavedFilters(QWidget* parent = nullptr);

    /// What would be saved; empty: nothing.
    void setFilter(const QString& filter) { filter_ = filter; }
    /// Keeps the filter by that name, in place of one that has it.
    void save(const QString& name, const QString& filter);
    void remove(const QString& name);

signals:
    void chosen(const QString& filter);

private:
    using Named = std::pair<QString, QString>; ///< its name and the filter

    [[nodiscard]] static std::vector<Named> read();
    static void write(const std::vector<Named>& filters);
    void fillMenu();
    void fillForget();
    void askName();

    QString filter_;
    QMenu* menu_;
    QMenu* forget_;
};

} // namespace lightcl
