import { defineRules } from '../diagnostics/rule';

/** The arguments of the command that writes a service for Compute Nest. */
export const packageRules = defineRules({
  'package-regions': {
    severity: 'error',
    title: 'A region of the package is not the id of a region, or is not known to have ACS',
    reason: 'Customers cannot deploy the service in such a region.',
    remedy: 'Write the ids of regions, separated by commas.',
    fatal: true,
  },
  'package-chart': {
    severity: 'error',
    title: 'The arguments about the chart do not go together',
    reason: 'A chart is either downloaded by its URL, or published with the service as an artifact.',
    remedy: 'Use --chart-url with --chart url, or --chart-file with --chart artifact.',
    fatal: true,
  },
  'package-chart-version': {
    severity: 'error',
    title: 'The chart is not an archive, or not of the version that the template is made for',
    reason: 'The values in the template follow the version of the chart.',
    remedy: 'Get the archive that the message names.',
    fatal: true,
  },
});
