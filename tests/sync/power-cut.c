/*
 * What a disk holds after a power cut, told from outside the program: preloaded into a process, it writes down on each
 * flush what is durable from then on. A flushed file: its bytes, by inode. A flushed folder: its names. Whatever was
 * never flushed is not there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void keep(int fd) {
  const char *root = getenv("POWER_CUT_ROOT");
  const char *durable = getenv("POWER_CUT_DURABLE");
  if (!root || !durable) return;
  char link[64], path[4096], part[4300], final[4300];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  if (strncmp(path, root, strlen(root)) != 0) return;
  struct stat info;
  if (fstat(fd, &info) != 0) return;
  pthread_mutex_lock(&lock);
  snprintf(part, sizeof part, "%s/%lu.part", durable, (unsigned long)info.st_ino);
  snprintf(final, sizeof final, "%s/%lu", durable, (unsigned long)info.st_ino);
  FILE *out = fopen(part, "w");
  if (out && S_ISDIR(info.st_mode)) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
        fprintf(out, "%lu %c %s\n", (unsigned long)entry->d_ino, entry->d_type == DT_DIR ? 'd' : 'f', entry->d_name);
    if (folder) closedir(folder);
  } else if (out) {
    char buffer[65536];
    off_t at = 0;
    ssize_t count;
    int in = open(link, O_RDONLY);
    while (in >= 0 && (count = pread(in, buffer, sizeof buffer, at)) > 0) {
      fwrite(buffer, 1, (size_t)count, out);
      at += count;
    }
    if (in >= 0) close(in);
  }
  if (out) fclose(out);
  rename(part, final);
  pthread_mutex_unlock(&lock);
}

int fsync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = real(fd);
  if (result == 0) keep(fd);
  return result;
}

int fdatasync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = real(fd);
  if (result == 0) keep(fd);
  return result;
}
