#include "moment/run_moment.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr int kMillisecondsOfMoment = 700;

} // namespace

RunMoment::RunMoment(QObject* parent) : QObject(parent) {
    timer_.setInterval(kMillisecondsOfMoment);
    connect(&timer_, &QTimer::timeout, this, [this] {
        step(1);
        if (!place_ || *place_ + 1 == moments_.size()) play(false);
    });
}

void RunMoment::showRun(const RunDataPtr& run) {
    const auto before = moment();
    moments_ = run ? momentsOf(*run) : std::vector<RunPosition>{};
    epochs_ = run ? epochCount(*run) : 1;
    if (moments_.size() < 2) play(false);
    place_.reset();
    if (!moments_.empty()) place_ = moments_.size() - 1;
    if (!follows_ && before) place_ = momentAt(moments_, before->at);
    emit changed();
}

void RunMoment::choose(RunPosition moment) {
    if (const auto place = momentAt(moments_, moment)) goTo(*place);
}

void RunMoment::step(int by) {
    if (!place_) return;
    const auto last = static_cast<std::int64_t>(moments_.size()) - 1;
    goTo(static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(*place_) + by, 0, last)));
}

void RunMoment::goTo(std::size_t place) {
    follows_ = place + 1 == moments_.size();
    if (place == place_) return;
    place_ = place;
    emit changed();
}

void RunMoment::play(bool plays) {
    if (plays == timer_.isActive() || (plays && moments_.size() < 2)) return;
    if (plays) {
        timer_.start();
        if (*place_ + 1 == moments_.size()) goTo(0);
    } else {
        timer_.stop();
    }
    emit played();
}

std::optional<Moment> RunMoment::moment() const {
    if (!place_) return std::nullopt;
    return Moment{moments_[*place_], *place_ + 1 == moments_.size()};
}

QString RunMoment::words() const {
    return place_ ? QString::fromStdString(momentWords(moments_[*place_], epochs_)) : QString();
}

QString RunMoment::longestWords() const {
    return moments_.empty() ? QString() : QString::fromStdString(momentWords(moments_.back(), epochs_));
}

} // namespace lightcl
