#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace lightcl {

/// Sorts runs by their figures and keeps those in which every word of the filter is found, in any column of words
/// (name, method, state, dataset, backbone, seed), ignoring case.
class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(QObject* parent = nullptr);
    void setFilterText(const QString& text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList words_;
};

} // namespace lightcl
