using System.Collections.Immutable;
using System.Reflection;

namespace Dispatch.Tests.Conformance.Serialization;

/// <summary>
/// What crosses a grain interface must survive a socket and must not change after it was sent. Lists every violation
/// that the interfaces of some assemblies contain or reach, as one sentence each.
/// </summary>
/// <param name="ours">Whether a type is the product's own; others are taken to have codecs.</param>
public sealed class GrainSurface(Func<Type, bool> ours)
{
    private static readonly HashSet<Type> MutableCollections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(LinkedList<>), typeof(SortedList<,>),
        typeof(IList<>), typeof(IDictionary<,>), typeof(ICollection<>), typeof(ISet<>),
    ];

    private readonly List<string> _violations = [];
    private readonly HashSet<Type> _seen = [];
    private readonly Dictionary<string, Type> _typeAliases = [];

    public ImmutableArray<string> Violations => [.. _violations.Order(StringComparer.Ordinal)];

    /// <summary>Checks every interface through which grains or observers of the assembly are called.</summary>
    public GrainSurface Check(params IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(static assembly => assembly.GetTypes()))
        {
            if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)) && ours(type))
            {
                CheckInterface(type);
            }
        }

        return this;
    }

    public GrainSurface CheckInterface(Type grainInterface)
    {
        CheckAlias(grainInterface);
        var methodAliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in grainInterface.GetMethods(BindingFlags.Instance | BindingFlags.Public))
        {
            var name = $"{grainInterface.FullName}.{method.Name}";
            if (method.GetCustomAttribute<AliasAttribute>() is not { Alias: var alias })
            {
                Violation($"{name} has no [Alias]");
            }
            else if (!methodAliases.Add(alias))
            {
                Violation($"{name}: another method has the alias \"{alias}\"");
            }

            Reach(method.ReturnType, name);
            foreach (var parameter in method.GetParameters())
            {
                Reach(parameter.ParameterType, name);
            }
        }

        return this;
    }

    private static bool IsInherited(PropertyInfo property) =>
        property.GetMethod?.GetBaseDefinition().DeclaringType != property.DeclaringType;

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static uint? IdOf(PropertyInfo property, ConstructorInfo? primary) =>
        property.GetCustomAttribute<IdAttribute>()?.Id
        ?? primary?.GetParameters().FirstOrDefault(parameter => parameter.Name == property.Name)
            ?.GetCustomAttribute<IdAttribute>()?.Id;

    private void Reach(Type type, string from)
    {
        if (type.HasElementType)
        {
            if (type.IsArray)
            {
                Violation($"{from} uses the mutable array {type}");
            }

            Reach(type.GetElementType()!, from);
            return;
        }

        if (type.IsGenericType)
        {
            if (MutableCollections.Contains(type.GetGenericTypeDefinition()))
            {
                Violation($"{from} uses the mutable collection {type}");
            }

            foreach (var argument in type.GetGenericArguments())
            {
                Reach(argument, from);
            }
        }

        if (type == typeof(object))
        {
            Violation($"{from} uses object, which can be anything");
        }

        if (ours(type) && !type.IsGenericParameter && !type.IsAssignableTo(typeof(IAddressable)) && _seen.Add(type))
        {
            CheckMessage(type);
        }
    }

    private void CheckMessage(Type type)
    {
        if (type.IsInterface)
        {
            Violation($"{type.FullName} is an interface: its implementations are not known");
            return;
        }

        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            Violation($"{type.FullName} has no [GenerateSerializer]");
        }

        CheckAlias(type);
        if (type.IsEnum)
        {
            return;
        }

        CheckMembers(type);
        if (type.BaseType is { } parent && ours(parent))
        {
            Reach(parent, type.FullName!);
        }

        foreach (var derived in type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type))
        {
            Reach(derived, type.FullName!);
        }
    }

    private void CheckMembers(Type type)
    {
        const BindingFlags declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var primary = type.GetConstructors(declared).MaxBy(static constructor => constructor.GetParameters().Length);
        var ids = new HashSet<uint>();
        foreach (var property in type.GetProperties(declared))
        {
            if (property.SetMethod is { IsPublic: true } setter && !IsInitOnly(setter))
            {
                Violation($"{type.FullName}.{property.Name} can be set after it was sent");
            }

            var backing = type.GetField($"<{property.Name}>k__BackingField", declared);
            if (backing is not null && !IsInherited(property))
            {
                CheckId(type, property.Name, IdOf(property, primary), ids);
                Reach(property.PropertyType, $"{type.FullName}.{property.Name}");
            }
        }

        foreach (var field in type.GetFields(declared).Where(static field => field.Name[0] != '<'))
        {
            if (!field.IsInitOnly)
            {
                Violation($"{type.FullName}.{field.Name} is a field that can change after it was sent");
            }

            CheckId(type, field.Name, field.GetCustomAttribute<IdAttribute>()?.Id, ids);
            Reach(field.FieldType, $"{type.FullName}.{field.Name}");
        }
    }

    private void CheckId(Type type, string member, uint? id, HashSet<uint> ids)
    {
        if (id is null)
        {
            Violation($"{type.FullName}.{member} has no [Id]");
        }
        else if (!ids.Add(id.Value))
        {
            Violation($"{type.FullName}.{member}: another member has the id {id}");
        }
    }

    private void CheckAlias(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>(inherit: false) is not { Alias: var alias })
        {
            Violation($"{type.FullName} has no [Alias]");
        }
        else if (!_typeAliases.TryAdd(alias, type) && _typeAliases[alias] != type)
        {
            Violation($"{type.FullName} and {_typeAliases[alias].FullName} have one alias, \"{alias}\"");
        }
    }

    private void Violation(string sentence) => _violations.Add(sentence);
}
