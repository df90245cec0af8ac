// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include <weft/callbacks/callback.hpp>
#include <weft/callbacks/detail/event_file.hpp>
#include <weft/callbacks/frequency.hpp>

namespace weft {

struct TensorBoardOptions {
  Frequency update_freq = Frequency::epoch();  ///< batches(n): figures of a batch as well, after every n
};

/// Writes the figures of a training where TensorBoard shows them as curves: `tensorboard --logdir logs`, while it runs
/// or later.
///
///   trainer.fit(train, options, weft::TensorBoard{"logs/" + name});
///
/// The folder gets two runs, train and validation, the second with the first validation. Their scalars:
///
///   epoch_<name>                     the figures of an epoch, and in train epoch_learning_rate, at the epoch's number,
///                                    counted from 0
///   batch_<name>                     the means over the epoch's batches so far, at the optimizer's step, from 1 on
///   evaluation_<name>_vs_iterations  the figures of a validation, at the optimizer's step
///
/// Each call of fit with a TensorBoard of its own begins a file, and TensorBoard shows all files of a folder as one
/// curve: another training wants another folder. One that is resumed from a checkpoint goes on with its files from
/// where they were at that time: what was written after it is cut off, so that no step is there twice. Where they are
/// gone, it begins new ones.
///
/// Errors: FileError when the folder cannot be made or a file cannot be written. Source:
/// keras/src/callbacks/tensorboard.py.
class TensorBoard {
 public:
  using Options = TensorBoardOptions;

  explicit TensorBoard(const std::filesystem::path& log_dir, Options options = {})
      : options_(options), train_(log_dir / "train"), validation_(log_dir / "validation") {
    throw_unless(!log_dir.empty(), "TensorBoard: log_dir is empty; expected the path of a folder");
  }

  template <class Run> void on_train_begin(Run& /*run*/) {
    train_.open();
    validation_.open();
  }

  template <class Run> void on_batch_end(const BatchResult& batch, Run& run) {
    const std::int64_t step = run.optimizer.steps();
    if (options_.update_freq.is_after_batch(step)) write(train_, step, tagged("batch_", batch.train));
  }

  template <class Run> void on_epoch_end(const EpochResult& epoch, Run& run) {
    Figures figures = tagged("epoch_", epoch.train);
    figures.add("epoch_learning_rate", epoch.learning_rate);
    write(train_, epoch.epoch - 1, figures);
    if (!epoch.validation) return;
    write(validation_, run.optimizer.steps(), tagged("evaluation_", *epoch.validation, "_vs_iterations"));
    write(validation_, epoch.epoch - 1, tagged("epoch_", *epoch.validation));
  }

  static void for_each_state(auto&& visit, auto&... each) {
    detail::EventFile::for_each_state(visit, each.train_...);
    detail::EventFile::for_each_state(visit, each.validation_...);
  }

 private:
  static Figures tagged(const std::string& before, const Figures& figures, const std::string& behind = "") {
    Figures all;
    for (const auto& [name, value] : figures) all.add(before + name + behind, value);
    return all;
  }

  static void write(detail::EventFile& file, std::int64_t step, const Figures& scalars) {
    file.write(detail::scalars_record(detail::wall_time(), step, scalars));
  }

  Options options_;
  detail::EventFile train_, validation_;
};

}  // namespace weft
