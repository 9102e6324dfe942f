/** The risk that a review sees where a best practice is missing. */
export type PracticeRisk = 'High' | 'Medium' | 'Low';

/** A best practice of the AWS Well-Architected Framework. */
export interface BestPractice {
  readonly id: string;
  readonly title: string;
  readonly risk: PracticeRisk;
  /** Last part of the address of its page. */
  readonly slug: string;
}

const PAGES = 'https://docs.aws.amazon.com/wellarchitected/latest';

/** The page that describes a best practice. */
export function pageOf({ id, slug }: BestPractice): string {
  return `${PAGES}/${id.startsWith('OPS') ? 'operational-excellence' : 'performance-efficiency'}-pillar/${slug}.html`;
}

/**
 * The best practices of Operational Excellence and Performance Efficiency by id, as the pillar pages of 6 November 2024 have them.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/framework/appendix.html
 */
export const BEST_PRACTICES: ReadonlyMap<string, BestPractice> = new Map(([
  ['OPS01-BP01', 'Evaluate external customer needs', 'High', 'ops_priorities_ext_cust_needs'],
  ['OPS01-BP02', 'Evaluate internal customer needs', 'High', 'ops_priorities_int_cust_needs'],
  ['OPS01-BP03', 'Evaluate governance requirements', 'High', 'ops_priorities_governance_reqs'],
  ['OPS01-BP04', 'Evaluate compliance requirements', 'High', 'ops_priorities_compliance_reqs'],
  ['OPS01-BP05', 'Evaluate threat landscape', 'Medium', 'ops_priorities_eval_threat_landscape'],
  ['OPS01-BP06', 'Evaluate tradeoffs while managing benefits and risks', 'Medium', 'ops_priorities_eval_tradeoffs'],
  ['OPS02-BP01', 'Resources have identified owners', 'High', 'ops_ops_model_def_resource_owners'],
  ['OPS02-BP02', 'Processes and procedures have identified owners', 'High', 'ops_ops_model_def_proc_owners'],
  ['OPS02-BP03', 'Operations activities have identified owners responsible for their performance', 'High', 'ops_ops_model_def_activity_owners'],
  ['OPS02-BP04', 'Mechanisms exist to manage responsibilities and ownership', 'High', 'ops_ops_model_def_responsibilities_ownership'],
  ['OPS02-BP05', 'Mechanisms exist to request additions, changes, and exceptions', 'Medium', 'ops_ops_model_req_add_chg_exception'],
  ['OPS02-BP06', 'Responsibilities between teams are predefined or negotiated', 'Low', 'ops_ops_model_def_neg_team_agreements'],
  ['OPS03-BP01', 'Provide executive sponsorship', 'High', 'ops_org_culture_executive_sponsor'],
  ['OPS03-BP02', 'Team members are empowered to take action when outcomes are at risk', 'Medium', 'ops_org_culture_team_emp_take_action'],
  ['OPS03-BP03', 'Escalation is encouraged', 'High', 'ops_org_culture_team_enc_escalation'],
  ['OPS03-BP04', 'Communications are timely, clear, and actionable', 'High', 'ops_org_culture_effective_comms'],
  ['OPS03-BP05', 'Experimentation is encouraged', 'Medium', 'ops_org_culture_team_enc_experiment'],
  ['OPS03-BP06', 'Team members are encouraged to maintain and grow their skill sets', 'Medium', 'ops_org_culture_team_enc_learn'],
  ['OPS03-BP07', 'Resource teams appropriately', 'Medium', 'ops_org_culture_team_res_appro'],
  ['OPS04-BP01', 'Identify key performance indicators', 'High', 'ops_observability_identify_kpis'],
  ['OPS04-BP02', 'Implement application telemetry', 'High', 'ops_observability_application_telemetry'],
  ['OPS04-BP03', 'Implement user experience telemetry', 'High', 'ops_observability_customer_telemetry'],
  ['OPS04-BP04', 'Implement dependency telemetry', 'High', 'ops_observability_dependency_telemetry'],
  ['OPS04-BP05', 'Implement distributed tracing', 'High', 'ops_observability_dist_trace'],
  ['OPS05-BP01', 'Use version control', 'High', 'ops_dev_integ_version_control'],
  ['OPS05-BP02', 'Test and validate changes', 'High', 'ops_dev_integ_test_val_chg'],
  ['OPS05-BP03', 'Use configuration management systems', 'Medium', 'ops_dev_integ_conf_mgmt_sys'],
  ['OPS05-BP04', 'Use build and deployment management systems', 'Medium', 'ops_dev_integ_build_mgmt_sys'],
  ['OPS05-BP05', 'Perform patch management', 'Medium', 'ops_dev_integ_patch_mgmt'],
  ['OPS05-BP06', 'Share design standards', 'Medium', 'ops_dev_integ_share_design_stds'],
  ['OPS05-BP07', 'Implement practices to improve code quality', 'Medium', 'ops_dev_integ_code_quality'],
  ['OPS05-BP08', 'Use multiple environments', 'Medium', 'ops_dev_integ_multi_env'],
  ['OPS05-BP09', 'Make frequent, small, reversible changes', 'Low', 'ops_dev_integ_freq_sm_rev_chg'],
  ['OPS05-BP10', 'Fully automate integration and deployment', 'Low', 'ops_dev_integ_auto_integ_deploy'],
  ['OPS06-BP01', 'Plan for unsuccessful changes', 'High', 'ops_mit_deploy_risks_plan_for_unsucessful_changes'],
  ['OPS06-BP02', 'Test deployments', 'High', 'ops_mit_deploy_risks_test_val_chg'],
  ['OPS06-BP03', 'Employ safe deployment strategies', 'Medium', 'ops_mit_deploy_risks_deploy_mgmt_sys'],
  ['OPS06-BP04', 'Automate testing and rollback', 'Medium', 'ops_mit_deploy_risks_auto_testing_and_rollback'],
  ['OPS07-BP01', 'Ensure personnel capability', 'High', 'ops_ready_to_support_personnel_capability'],
  ['OPS07-BP02', 'Ensure a consistent review of operational readiness', 'High', 'ops_ready_to_support_const_orr'],
  ['OPS07-BP03', 'Use runbooks to perform procedures', 'Medium', 'ops_ready_to_support_use_runbooks'],
  ['OPS07-BP04', 'Use playbooks to investigate issues', 'Medium', 'ops_ready_to_support_use_playbooks'],
  ['OPS07-BP05', 'Make informed decisions to deploy systems and changes', 'Low', 'ops_ready_to_support_informed_deploy_decisions'],
  ['OPS07-BP06', 'Create support plans for production workloads', 'Low', 'ops_ready_to_support_enable_support_plans'],
  ['OPS08-BP01', 'Analyze workload metrics', 'Medium', 'ops_workload_observability_analyze_workload_metrics'],
  ['OPS08-BP02', 'Analyze workload logs', 'Medium', 'ops_workload_observability_analyze_workload_logs'],
  ['OPS08-BP03', 'Analyze workload traces', 'Medium', 'ops_workload_observability_analyze_workload_traces'],
  ['OPS08-BP04', 'Create actionable alerts', 'High', 'ops_workload_observability_create_alerts'],
  ['OPS08-BP05', 'Create dashboards', 'Medium', 'ops_workload_observability_create_dashboards'],
  ['OPS09-BP01', 'Measure operations goals and KPIs with metrics', 'Medium', 'ops_operations_health_measure_ops_goals_kpis'],
  ['OPS09-BP02', 'Communicate status and trends to ensure visibility into operation', 'Medium', 'ops_operations_health_communicate_status_trends'],
  ['OPS09-BP03', 'Review operations metrics and prioritize improvement', 'Medium', 'ops_operations_health_review_ops_metrics_prioritize_improvement'],
  ['OPS10-BP01', 'Use a process for event, incident, and problem management', 'High', 'ops_event_response_event_incident_problem_process'],
  ['OPS10-BP02', 'Have a process per alert', 'High', 'ops_event_response_process_per_alert'],
  ['OPS10-BP03', 'Prioritize operational events based on business impact', 'High', 'ops_event_response_prioritize_events'],
  ['OPS10-BP04', 'Define escalation paths', 'Medium', 'ops_event_response_define_escalation_paths'],
  ['OPS10-BP05', 'Define a customer communication plan for service-impacting events', 'Medium', 'ops_event_response_push_notify'],
  ['OPS10-BP06', 'Communicate status through dashboards', 'Medium', 'ops_event_response_dashboards'],
  ['OPS10-BP07', 'Automate responses to events', 'Medium', 'ops_event_response_auto_event_response'],
  ['OPS11-BP01', 'Have a process for continuous improvement', 'High', 'ops_evolve_ops_process_cont_imp'],
  ['OPS11-BP02', 'Perform post-incident analysis', 'High', 'ops_evolve_ops_perform_rca_process'],
  ['OPS11-BP03', 'Implement feedback loops', 'High', 'ops_evolve_ops_feedback_loops'],
  ['OPS11-BP04', 'Perform knowledge management', 'High', 'ops_evolve_ops_knowledge_management'],
  ['OPS11-BP05', 'Define drivers for improvement', 'Medium', 'ops_evolve_ops_drivers_for_imp'],
  ['OPS11-BP06', 'Validate insights', 'Medium', 'ops_evolve_ops_validate_insights'],
  ['OPS11-BP07', 'Perform operations metrics reviews', 'Medium', 'ops_evolve_ops_metrics_review'],
  ['OPS11-BP08', 'Document and share lessons learned', 'Low', 'ops_evolve_ops_share_lessons_learned'],
  ['OPS11-BP09', 'Allocate time to make improvements', 'Low', 'ops_evolve_ops_allocate_time_for_imp'],
  ['PERF01-BP01', 'Learn about and understand available cloud services and features', 'High', 'perf_architecture_understand_cloud_services_and_features'],
  ['PERF01-BP02', 'Use guidance from your cloud provider or an appropriate partner to learn about architecture patterns and best practices', 'Medium', 'perf_architecture_guidance_architecture_patterns_best_practices'],
  ['PERF01-BP03', 'Factor cost into architectural decisions', 'Medium', 'perf_architecture_factor_cost_into_architectural_decisions'],
  ['PERF01-BP04', 'Evaluate how trade-offs impact customers and architecture efficiency', 'High', 'perf_architecture_evaluate_trade_offs'],
  ['PERF01-BP05', 'Use policies and reference architectures', 'High', 'perf_architecture_use_policies_and_reference_architectures'],
  ['PERF01-BP06', 'Use benchmarking to drive architectural decisions', 'Medium', 'perf_architecture_use_benchmarking'],
  ['PERF01-BP07', 'Use a data-driven approach for architectural choices', 'Medium', 'perf_architecture_use_data_driven_approach'],
  ['PERF02-BP01', 'Select the best compute options for your workload', 'High', 'perf_compute_hardware_select_best_compute_options'],
  ['PERF02-BP02', 'Understand the available compute configuration and features', 'Medium', 'perf_compute_hardware_understand_compute_configuration_features'],
  ['PERF02-BP03', 'Collect compute-related metrics', 'High', 'perf_compute_hardware_collect_compute_related_metrics'],
  ['PERF02-BP04', 'Configure and right-size compute resources', 'Medium', 'perf_compute_hardware_configure_and_right_size_compute_resources'],
  ['PERF02-BP05', 'Scale your compute resources dynamically', 'High', 'perf_compute_hardware_scale_compute_resources_dynamically'],
  ['PERF02-BP06', 'Use optimized hardware-based compute accelerators', 'Medium', 'perf_compute_hardware_compute_accelerators'],
  ['PERF03-BP01', 'Use a purpose-built data store that best supports your data access and storage requirements', 'High', 'perf_data_use_purpose_built_data_store'],
  ['PERF03-BP02', 'Evaluate available configuration options for data store', 'Medium', 'perf_data_evaluate_configuration_options_data_store'],
  ['PERF03-BP03', 'Collect and record data store performance metrics', 'High', 'perf_data_collect_record_data_store_performance_metrics'],
  ['PERF03-BP04', 'Implement strategies to improve query performance in data store', 'Medium', 'perf_data_implement_strategies_to_improve_query_performance'],
  ['PERF03-BP05', 'Implement data access patterns that utilize caching', 'Medium', 'perf_data_access_patterns_caching'],
  ['PERF04-BP01', 'Understand how networking impacts performance', 'High', 'perf_networking_understand_how_networking_impacts_performance'],
  ['PERF04-BP02', 'Evaluate available networking features', 'High', 'perf_networking_evaluate_networking_features'],
  ['PERF04-BP03', 'Choose appropriate dedicated connectivity or VPN for your workload', 'High', 'perf_networking_choose_appropriate_dedicated_connectivity_or_vpn'],
  ['PERF04-BP04', 'Use load balancing to distribute traffic across multiple resources', 'High', 'perf_networking_load_balancing_distribute_traffic'],
  ['PERF04-BP05', 'Choose network protocols to improve performance', 'Medium', 'perf_networking_choose_network_protocols_improve_performance'],
  ['PERF04-BP06', 'Choose your workload\'s location based on network requirements', 'Medium', 'perf_networking_choose_workload_location_network_requirements'],
  ['PERF04-BP07', 'Optimize network configuration based on metrics', 'Low', 'perf_networking_optimize_network_configuration_based_on_metrics'],
  ['PERF05-BP01', 'Establish key performance indicators (KPIs) to measure workload health and performance', 'High', 'perf_process_culture_establish_key_performance_indicators'],
  ['PERF05-BP02', 'Use monitoring solutions to understand the areas where performance is most critical', 'High', 'perf_process_culture_use_monitoring_solutions'],
  ['PERF05-BP03', 'Define a process to improve workload performance', 'Medium', 'perf_process_culture_workload_performance'],
  ['PERF05-BP04', 'Load test your workload', 'Low', 'perf_process_culture_load_test'],
  ['PERF05-BP05', 'Use automation to proactively remediate performance-related issues', 'Low', 'perf_process_culture_automation_remediate_issues'],
  ['PERF05-BP06', 'Keep your workload and services up-to-date', 'Low', 'perf_process_culture_keep_workload_and_services_up_to_date'],
  ['PERF05-BP07', 'Review metrics at regular intervals', 'Medium', 'perf_process_culture_review_metrics'],
] as const).map(([id, title, risk, slug]) => [id, { id, title, risk, slug }]));
