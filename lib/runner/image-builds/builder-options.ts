import type { Report } from '../../diagnostics/report';
import { imageBuildRules } from './image-build-rules';

/** Reports names that are malformed, each with what is wrong with it, at their places. */
export function checkNames(names: Readonly<Record<string, string | undefined>>, report: Report): void {
  for (const [at, fault] of Object.entries(names)) {
    if (fault !== undefined) {
      report.add(imageBuildRules['image-build-name'], at, fault);
    }
  }
}
