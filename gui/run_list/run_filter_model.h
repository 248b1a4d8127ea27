#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>
#include <string_view>
#include <vector>

namespace lightcl {

/// Sorts runs by their figures and keeps those that have every word of the filter in a column of words (name, method,
/// state, dataset, backbone, seed, tags), ignoring case. A word that is one of some run's own words means that word
/// alone: "er" keeps no DER++; any other may be a part: "der" does. "seed 2" means the seed, in whichever place.
/// Archived runs are left out until they are asked for.
/// A branch stands beneath its parent, or the nearest ancestor that is listed, whatever the runs are sorted by;
/// branches of one run are sorted among themselves. Where none is listed it stands among the others.
class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(QObject* parent = nullptr);
    void setFilterText(const QString& text);
    void setShowsArchived(bool shows);
    void setSourceModel(QAbstractItemModel* model) override;
    /// RunListModel::DepthRole, and what the source has.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    struct Wanted {
        QString word;
        bool isSeed = false;  ///< the number of one
        bool isWhole = false; ///< it is some run's own word
    };

    void lookUp();
    /// The rows of a run's ancestors that are listed, from the topmost down, and its own.
    [[nodiscard]] std::vector<int> ancestry(int sourceRow) const;
    [[nodiscard]] bool comesFirst(const QModelIndex& left, const QModelIndex& right) const;
    void gatherBranches();
    [[nodiscard]] QStringList wordsOf(int sourceRow) const;
    [[nodiscard]] QString cell(int sourceRow, std::string_view figure) const;

    QString text_;
    bool showsArchived_ = false;
    bool hadBranches_ = false; ///< when they were last gathered
    std::vector<Wanted> wanted_;
};

} // namespace lightcl
