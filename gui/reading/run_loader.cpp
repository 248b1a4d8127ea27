#include "reading/run_loader.h"

#include "reading/loader_worker.h"

namespace lightcl {

RunLoader::RunLoader(std::filesystem::path file, QObject* parent)
    : QObject(parent), worker_(new LoaderWorker(std::move(file))) {
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::started, worker_, &LoaderWorker::open);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    connect(worker_, &LoaderWorker::placesLoaded, this, &RunLoader::placesLoaded);
    connect(worker_, &LoaderWorker::summariesLoaded, this, &RunLoader::summariesLoaded);
    connect(worker_, &LoaderWorker::factsLoaded, this, &RunLoader::factsLoaded);
    connect(worker_, &LoaderWorker::overviewLoaded, this, &RunLoader::overviewLoaded);
    connect(worker_, &LoaderWorker::runsLoaded, this, &RunLoader::runsLoaded);
    connect(worker_, &LoaderWorker::failed, this, &RunLoader::failed);
    connect(worker_, &LoaderWorker::lost, this, &RunLoader::lost);
    thread_.setObjectName(QStringLiteral("run loader"));
    thread_.start();
}

RunLoader::~RunLoader() {
    thread_.quit();
    thread_.wait();
}

void RunLoader::show(std::vector<RunRequest> requests) {
    QMetaObject::invokeMethod(worker_, [worker = worker_, wanted = std::move(requests)] { worker->show(wanted); });
}

void RunLoader::check() {
    QMetaObject::invokeMethod(worker_, &LoaderWorker::check);
}

void RunLoader::reload() {
    QMetaObject::invokeMethod(worker_, &LoaderWorker::reload);
}

} // namespace lightcl
