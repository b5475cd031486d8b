/** What the people need to know who publish the package, by file name. */
export const READMES: Readonly<Record<string, string>> = {
  'README.md': `# GitLab Runner for Compute Nest

[简体中文](README.zh-CN.md)

This folder is a service of Alibaba Cloud Compute Nest. It was generated: change the project that it comes from, not the files here.

| Path | What it is |
| --- | --- |
| \`config.yaml\` | The service: names, regions, operations and, where there is one, the chart artifact |
| \`ros_templates/template.yaml\` | The ROS template, with its form in English and Chinese |
| \`resources/icons/service_logo.png\` | The icon |
| \`resources/artifact_resources/helm_chart/\` | The Helm chart, if it is published with the service |

## Publish

\`\`\`sh
pip install computenest-cli
computenest-cli login --access_key_id ID --access_key_secret SECRET
computenest-cli import --file_path .computenest/config.yaml
\`\`\`

Add \`--update_artifact True\` after the chart has changed. The import knows the service by its Chinese name, creates it when missing, and changes its draft only. Customers get the draft when you launch it in the Compute Nest console, where you can test it first.
`,
  'README.zh-CN.md': `# 计算巢服务：GitLab Runner

[English](README.md)

本目录是一个阿里云计算巢服务。文件均为自动生成，请修改其来源项目，不要直接修改此处的文件。

| 路径 | 说明 |
| --- | --- |
| \`config.yaml\` | 服务定义：名称、地域、运维操作，以及 Helm Chart 部署物（如有） |
| \`ros_templates/template.yaml\` | ROS 模板，表单提供中英文 |
| \`resources/icons/service_logo.png\` | 服务图标 |
| \`resources/artifact_resources/helm_chart/\` | 随服务发布的 Helm Chart（如有） |

## 发布

\`\`\`sh
pip install computenest-cli
computenest-cli login --access_key_id ID --access_key_secret SECRET
computenest-cli import --file_path .computenest/config.yaml
\`\`\`

Chart 更新后请加上 \`--update_artifact True\`。导入时按中文名称查找服务，不存在则新建，且只更新草稿版本；可先在计算巢控制台测试，上线后客户才能使用。
`,
};
