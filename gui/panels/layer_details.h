#pragma once

#include "figures/kept_layer.h"
#include "reading/file_reads.h"
#include "reading/run_data.h"

#include <QWidget>
#include <optional>
#include <string>

class QStackedWidget;
class QTabBar;

namespace lightcl {

class ChannelsView;
class DriftView;
class LayerHistoryView;
class WeightsView;

/// What lies behind a cell of the layer heatmap: the layer's history in all metrics, how far its
/// features of earlier tasks drifted, and its channels and weights as
/// the checkpoint of the moment holds them.
class LayerDetails : public QWidget {
    Q_OBJECT
public:
    explicit LayerDetails(QWidget* parent = nullptr);

    /// `metric` is among those of the history from now on.
    void showLayer(RunDataPtr run, std::size_t layer, const std::string& metric, bool logarithmic);
    /// Marks the moment in the history and shows the rest as it was then; none: there is none.
    void setMoment(std::optional<RunPosition> moment);

    [[nodiscard]] LayerHistoryView* history() const { return history_; }
    [[nodiscard]] DriftView* drift() const { return drift_; }
    [[nodiscard]] ChannelsView* channels() const { return channels_; }
    [[nodiscard]] WeightsView* weights() const { return weights_; }
    /// The page in front: one of the four.
    void showPage(QWidget* page);
    [[nodiscard]] QTabBar* tabs() const { return tabs_; }

signals:
    void closed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addPage(QWidget* page, const QString& title, const QString& help);
    using Read = FileReads<KeptLayer>::Read;

    /// Nothing is read from a checkpoint while none of its tabs is shown.
    void refresh();
    void showNothing(const QString& why);
    [[nodiscard]] std::optional<Read> read(const KeptCheckpoint& checkpoint);
    [[nodiscard]] std::optional<KeptCheckpoint> before(const KeptCheckpoint& checkpoint) const;

    QTabBar* tabs_;
    QStackedWidget* pages_;
    LayerHistoryView* history_;
    DriftView* drift_;
    ChannelsView* channels_;
    WeightsView* weights_;
    FileReads<KeptLayer> reads_;
    RunDataPtr run_;
    std::size_t layer_ = 0;
    std::string name_;
    std::optional<RunPosition> moment_;
};

} // namespace lightcl
