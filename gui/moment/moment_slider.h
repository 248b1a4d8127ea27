#pragma once

#include "runs/rows.h"

#include <QWidget>
#include <vector>

class QSlider;

namespace lightcl {

/// A slider over a run's moments, with the tasks below it: where each begins, and its number where there is room.
class MomentSlider : public QWidget {
    Q_OBJECT
public:
    explicit MomentSlider(QWidget* parent = nullptr);

    void setMoments(const std::vector<RunPosition>& moments);
    [[nodiscard]] QSlider* slider() const { return slider_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double pixelOf(double place) const;

    QSlider* slider_;
    std::vector<RunPosition> moments_;
};

} // namespace lightcl
