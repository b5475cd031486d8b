import type { FaultList } from '../../checks/faults';
import { shown } from '../../checks/faults';
import { known } from '../../ros/tokens';

/** Adds a fault when the name of an image cannot be one. */
export function checkImage(image: string | undefined, faults: FaultList, at: string): void {
  const name = known(image);
  if (name !== undefined && !/^[^\s:/][^\s]*$/.test(name)) {
    faults.add(at, `${shown(name)} is not the name of an image; write it like registry.example.com/ci/builder:1.0`);
  }
}
