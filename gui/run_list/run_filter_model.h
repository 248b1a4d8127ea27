#pragma once

#include "compare/run_filter.h"
#include "run_list/run_group_model.h"

#include <QSortFilterProxyModel>
#include <QStringList>
#include <string_view>
#include <vector>

namespace lightcl {

/// Sorts runs by their figures and keeps those that are meant: by an expression (compare/run_filter.h), or by words,
/// which must all be in a column of words (name, method, state, dataset, backbone, seed, tags), ignoring case. A word
/// that is one of some run's own words means that word alone: "er" keeps no DER++; any other may be a part: "der" does.
/// "seed 2" means the seed, in whichever place. Archived runs are left out until they are asked for.
/// A branch stands beneath its parent, or the nearest ancestor that is listed, whatever the runs are sorted by;
/// branches of one run are sorted among themselves. Where none is listed it stands among the others.
/// Where there are groups a run stands beneath its group instead, if that is open; runs of none come after all groups.
class RunFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilterModel(QObject* parent = nullptr);
    void setFilterText(const QString& text);
    /// Instead of words.
    void setExpression(RunFilter filter, bool asksForArchived);
    void setShowsArchived(bool shows);
    /// Runs alone; or any model of runs and then groups, after setGroups().
    void setSourceModel(QAbstractItemModel* model) override;
    void setGroups(const RunTableModel& runs, RunGroupModel& groups);
    /// Whether a run is meant, though its group may be folded.
    [[nodiscard]] bool lists(int runRow) const;
    /// The group's row where the index is one; -1: it is a run, or nothing.
    [[nodiscard]] int groupRow(const QModelIndex& index) const;
    /// Some run has the word, or a part of a word that is like it.
    [[nodiscard]] bool knowsWord(const QString& word) const;
    /// RunListModel::DepthRole and InGroupRole, and what the source has.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

signals:
    void filterChanged();

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
    void tellFilter();
    void outdate() { isOutdated_ = true; }
    [[nodiscard]] int runCount() const { return runs_ != nullptr ? runs_->rowCount() : 0; }
    [[nodiscard]] bool hasGroups() const { return groups_ != nullptr && groups_->rowCount() > 0; }
    [[nodiscard]] bool isMeant(int row) const;
    /// The rows of a run's ancestors that are listed, or its group's, from the topmost down, and its own.
    [[nodiscard]] std::vector<int> ancestry(int sourceRow) const;
    [[nodiscard]] std::vector<int> ancestryInGroups(int sourceRow) const;
    [[nodiscard]] bool comesFirst(int left, int right, int column) const;
    [[nodiscard]] QVariant sortValueAt(int row, int column) const;
    void gatherBranches();
    [[nodiscard]] QStringList wordsOf(int sourceRow) const;
    [[nodiscard]] QString cell(int sourceRow, std::string_view figure) const;

    const RunTableModel* runs_ = nullptr;
    RunGroupModel* groups_ = nullptr;
    QString text_;
    RunFilter expression_;
    bool expressionAsksForArchived_ = false;
    bool showsArchived_ = false;
    bool hadBranches_ = false; ///< when they were last gathered
    std::vector<Wanted> wanted_;
    mutable std::vector<char> meant_; ///< of each run
    mutable bool isOutdated_ = true;
};

} // namespace lightcl
