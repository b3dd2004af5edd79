import { readFileSync } from 'node:fs';
import { systemCode } from './systemCode';

/** True where this machine has a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** When a process began: field 22 of /proc/<pid>/stat, whose second field, the name, may hold spaces. Null for one that has ended. */
export function beganAt(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
