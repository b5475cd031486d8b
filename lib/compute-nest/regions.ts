/**
 * The regions with ACS, which all have ACK too.
 *
 * @see https://www.alibabacloud.com/help/en/cs/open-service-area
 */
export const ACS_REGIONS: readonly string[] = [
  'cn-hangzhou',
  'cn-shanghai',
  'cn-beijing',
  'cn-shenzhen',
  'cn-guangzhou',
  'cn-heyuan',
  'cn-chengdu',
  'cn-qingdao',
  'cn-huhehaote',
  'cn-wulanchabu',
  'cn-hongkong',
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ap-northeast-1',
  'ap-northeast-2',
  'eu-central-1',
  'eu-west-1',
  'us-east-1',
  'us-west-1',
];
