// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <spawn.h>
#include <string>
#include <sys/file.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" char** environ;  // POSIX leaves its declaration to the program

namespace imdb {

/// Whether what a program writes on its standard error is passed on to ours while it runs.
enum class Errors { hidden, shown };

/// How a program ended: its exit status (128 + n when signal n ended it) and the lines of its standard error.
struct Ended {
  static constexpr int not_installed = 127;

  int status = 0;
  std::vector<std::string> errors;
};

namespace detail {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

struct Pipe {
  File reading;
  File writing;
};

[[noreturn]] inline void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

inline Pipe open_pipe() {
  int ends[2];
  if (::pipe(ends) != 0) fail(errno, "pipe");
  for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  return {File{::fdopen(ends[0], "r")}, File{::fdopen(ends[1], "w")}};
}

/// Starts the program with its standard error going to `errors`; no shell reads the words. Returns 0 or an errno.
inline int spawn(std::vector<std::string> command, std::FILE* errors, pid_t& child) {
  std::vector<char*> words;
  for (auto& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(errors), STDERR_FILENO);
  const int error = ::posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/// A progress bar draws itself again after each carriage return, so that ends a line too.
inline std::vector<std::string> read_lines(std::FILE* stream, Errors show) {
  std::vector<std::string> lines;
  std::string line;
  for (int c = std::fgetc(stream); c != EOF; c = std::fgetc(stream)) {
    if (show == Errors::shown) std::fputc(c, stderr);
    if (c != '\n' && c != '\r') line += static_cast<char>(c);
    if ((c == '\n' || c == '\r') && !line.empty()) lines.push_back(std::exchange(line, {}));
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

inline int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail(errno, "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace detail

/// Runs a program, found along PATH, with the words that follow its name, and waits until it ends. A program that is
/// not there ends with Ended::not_installed; any other failure to start it is a std::system_error.
inline Ended run(const std::vector<std::string>& command, Errors show) {
  auto [reading, writing] = detail::open_pipe();
  pid_t child = 0;
  const int error = detail::spawn(command, writing.get(), child);
  if (error == ENOENT) return {Ended::not_installed, {command.front() + " is not installed"}};
  if (error != 0) detail::fail(error, command.front());
  writing.reset();  // or the reading below would wait for us
  auto errors = detail::read_lines(reading.get(), show);
  return {detail::wait_for(child), std::move(errors)};
}

/// Waits until no other process holds the folder's lock and holds it until the value is gone, and any program run
/// meanwhile has ended too: one whose parent was killed goes on writing. On a file system that knows no locks it holds
/// nothing.
inline detail::File lock_folder(const std::filesystem::path& folder) {
  detail::File file{std::fopen(folder.c_str(), "r")};
  if (file) ::flock(::fileno(file.get()), LOCK_EX);
  return file;
}

}  // namespace imdb
