#pragma once

#include "figures/kept_state.h"
#include "panels/panel.h"
#include "reading/file_reads.h"

class QTabWidget;

namespace lightcl {

class BufferView;

/// What the checkpoint that a run kept holds at the moment: the images of its replay buffer.
class CheckpointPanel : public Panel {
    Q_OBJECT
public:
    explicit CheckpointPanel(QWidget* parent = nullptr);

    void showRuns(const std::vector<RunDataPtr>& runs) override;
    void showMoment(std::optional<Moment> moment) override;

    [[nodiscard]] BufferView* buffer() const { return buffer_; }
    /// Whether the checkpoint of the moment has been read.
    [[nodiscard]] bool isRead() const { return isRead_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// Nothing is read while the panel is hidden.
    void refresh();

    BufferView* buffer_;
    FileReads<KeptState> states_;
    RunDataPtr run_;
    std::optional<Moment> moment_;
    bool isRead_ = false;
};

} // namespace lightcl
