// npm runs a script through a shell, and neither forwards signals nor stops the script when it is killed: child
// processes keep running. So the script watches the processes that started it.

import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const SHELL = /^(sh|ash|bash|dash|ksh|mksh|zsh|busybox)$/;
const LOOK_EVERY_MS = 500;
const MOST = 10;

/**
 * Finds the processes that started this one: the shells in between and, as the last, npm or whatever else ran the
 * script. Call it at the very beginning, before one of them can exit.
 *
 * @returns {{ whenOneEnds(then: () => void): void }} never calls `then` for a process that no package manager has
 *   started: that one may outlive its shell
 */
export function launchingProcesses() {
  const chain = process.env.npm_lifecycle_event ? chainOf(process.ppid) : [];
  return {
    whenOneEnds(then) {
      if (chain.length === 0) return;
      const timer = setInterval(() => {
        if (chain.every(isSame)) return;
        clearInterval(timer);
        then();
      }, LOOK_EVERY_MS);
      timer.unref();
    },
  };
}

function chainOf(first) {
  const chain = [];
  for (let pid = first; pid > 1 && chain.length < MOST; ) {
    const found = look(pid);
    if (!found) break;
    chain.push({ pid, ...found });
    if (!SHELL.test(found.program)) break;
    pid = found.parent;
  }
  return chain;
}

/** Whether a process still exists, and its ID was not reused by another one. */
function isSame({ pid, began }) {
  if (process.platform === 'linux') return look(pid)?.began === began;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A process by its ID; undefined if there is none, or only its exit status is left. */
function look(pid) {
  return process.platform === 'linux' ? lookInProc(pid) : lookByPs(pid);
}

function lookInProc(pid) {
  try {
    // proc(5): the name is in parentheses and may contain anything; then come state, parent and, as field 22, the start
    // time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { parent: Number(fields[1]), began: fields[19], program: programOf(pid) };
  } catch {
    return undefined;
  }
}

/**
 * A script's process name is not that of the shell that runs it, but its executable is. Unreadable for another user's
 * process.
 */
function programOf(pid) {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return '';
  }
}

/** For other platforms; without `ps`, as on Windows, only the parent is known. */
function lookByPs(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent = 0, command = ''] = (status === 0 && /^\s*(\d+)\s+(.*)$/m.exec(stdout)) || [];
  return { parent: Number(parent), began: undefined, program: path.basename(command.trim()).replace(/^-/, '') };
}
