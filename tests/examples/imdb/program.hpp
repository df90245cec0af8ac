// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <vector>

extern "C" char** environ;  // POSIX leaves its declaration to the program

namespace imdb::testing {

using Words = std::vector<std::string>;

/// The path of one of the examples' programs, which stand beside each other.
inline std::filesystem::path example(const std::string& name) {
  const char* path = std::getenv("WEFT_IMDB");
  if (path == nullptr) throw std::runtime_error("WEFT_IMDB is not set; expected the path of the program imdb");
  return std::filesystem::path(path).replace_filename(name);
}

/// Where a program reads and writes.
struct Streams {
  std::filesystem::path input = "/dev/null", output = "/dev/null", errors = "/dev/null";
};

/// A program that has been started with some words.
class Program {
 public:
  Program(const std::filesystem::path& program, Words words, const Streams& streams) {
    constexpr int write = O_WRONLY | O_CREAT | O_TRUNC;
    words.insert(words.begin(), program);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams.output.c_str(), write, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams.errors.c_str(), write, 0600);
    const int error = posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), program.string());
  }

  void signal(int number) const { ::kill(process_, number); }

  /// Its exit status, or the negative number of the signal that ended it.
  int wait() const {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t process_ = 0;
};

}  // namespace imdb::testing
